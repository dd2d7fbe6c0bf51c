package dev.weir.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.pipeline.Unseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FileTreeTest {
    private static final String DEEPER =
            """
            import os, sys
            for _ in range(25):
                os.mkdir(sys.argv[1])
                os.chdir(sys.argv[1])
            open("file", "w").close()
            os.symlink("file", "link")
            """;

    @TempDir Path folder;

    @Test
    void removing_takes_links_and_not_what_they_lead_to() throws IOException {
        Path precious = Files.createDirectories(folder.resolve("precious"));
        Files.writeString(precious.resolve("x"), "x");
        Path tree = Files.createDirectories(folder.resolve("tree/inner"));
        Files.createSymbolicLink(tree.resolve("link"), precious);
        Files.createSymbolicLink(tree.resolve("nowhere"), Path.of("none"));
        FileTree.remove(folder.resolve("tree"));
        assertFalse(FileTree.exists(folder.resolve("tree")));
        assertTrue(Files.exists(precious.resolve("x")));
        Path link = Files.createSymbolicLink(folder.resolve("link"), precious);
        FileTree.remove(link);
        assertFalse(FileTree.exists(link));
        assertTrue(Files.exists(precious.resolve("x")));
    }

    @Test
    void removing_nothing_or_below_a_file_does_nothing() throws IOException {
        FileTree.remove(folder.resolve("none/below"));
        Path file = Files.writeString(folder.resolve("file"), "x");
        FileTree.remove(file.resolve("below"));
        assertTrue(Files.exists(file));
    }

    @Test
    void folders_that_forbid_it_are_removed_too() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("tree/inner"));
        Files.writeString(inner.resolve("x"), "x");
        Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("r-x------"));
        FileTree.remove(folder.resolve("tree"));
        assertFalse(FileTree.exists(folder.resolve("tree")));
    }

    @Test
    void what_lies_deeper_than_a_path_can_tell_is_removed_too() throws Exception {
        String name = "d".repeat(200);
        Path tree = Files.createDirectory(folder.resolve("tree"));
        int made =
                new ProcessBuilder("python3", "-c", DEEPER, name)
                        .directory(tree.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        assumeTrue(made == 0, "no python3");
        FileTree.remove(tree);
        assertFalse(FileTree.exists(tree));
    }

    @Test
    void a_tree_is_taken_to_another_file_system_with_links_and_modes_and_without_pipes()
            throws Exception {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory), "no second file system");
        assumeTrue(!Files.getFileStore(memory).equals(Files.getFileStore(folder)));
        Path to = Files.createTempDirectory(memory, "weir").resolve("tree");
        try {
            Path tree = Files.createDirectories(folder.resolve("tree/inner"));
            Files.writeString(tree.resolve("run"), "x").toFile().setExecutable(true);
            Files.createSymbolicLink(tree.resolve("link"), Path.of("nowhere"));
            Path pipe = tree.resolve("pipe");
            assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
            Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("r-x------"));
            FileTree.take(folder.resolve("tree"), to);
            assertFalse(FileTree.exists(folder.resolve("tree")));
            assertTrue(Files.isExecutable(to.resolve("inner/run")));
            assertFalse(FileTree.exists(to.resolve("inner/pipe")));
            assertEquals(
                    "r-x------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(to.resolve("inner"))));
            assertEquals(Path.of("nowhere"), Files.readSymbolicLink(to.resolve("inner/link")));
        } finally {
            FileTree.remove(to.getParent());
        }
    }

    @Test
    void names_beside_are_unseen_and_never_too_long() throws IOException {
        Path beside = Beside.of(folder.resolve("model.bin"), "old");
        assertEquals(folder.resolve(".weir~old~model.bin"), beside);
        assertTrue(Unseen.anywhere(beside.getFileName().toString()));
        Path longest = folder.resolve("ü".repeat(127));
        Files.writeString(longest, "x");
        Files.writeString(Beside.of(longest, "old"), "x");
        Path second = Beside.unused(longest, "old");
        assertFalse(FileTree.exists(second));
        assertFalse(second.equals(Beside.of(longest, "old")));
    }

    @Test
    void a_replaced_file_is_whole_and_what_was_left_behind_long_ago_goes() throws IOException {
        Path file = Files.writeString(folder.resolve("stat"), "old");
        Path dead = Files.writeString(folder.resolve("stat.new~1"), "left");
        Files.setLastModifiedTime(dead, FileTime.fromMillis(0));
        Path living = Files.writeString(folder.resolve("stat.new~2"), "at work");
        AtomicFile.write(file, new byte[] {'n'});
        assertEquals("n", Files.readString(file));
        assertFalse(Files.exists(dead));
        assertTrue(Files.exists(living));
        assertEquals(2, FileTree.children(folder).size());
    }

    @Test
    void a_folder_that_others_remove_meanwhile_holds_nothing() throws Exception {
        Path place = folder.resolve("place");
        AtomicBoolean over = new AtomicBoolean();
        Thread other =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!over.get()) {
                                boolean _ = place.toFile().mkdir() && place.toFile().delete();
                            }
                        });
        try {
            for (int i = 0; i < 20_000; i++) {
                assertEquals(List.of(), FileTree.childrenIfAny(place));
            }
        } finally {
            over.set(true);
            other.join();
        }
    }

    @Test
    void what_a_link_leads_to_is_not_among_what_is_there() throws IOException {
        Path precious = Files.createDirectories(folder.resolve("precious"));
        Path inner = Files.writeString(precious.resolve("x"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), precious);
        assertEquals(List.of(inner), FileTree.childrenIfAny(precious));
        assertEquals(List.of(), FileTree.childrenIfAny(link));
        assertEquals(List.of(), FileTree.childrenIfAny(inner));
        assertEquals(List.of(), FileTree.childrenIfAny(inner.resolve("below")));
    }
}
