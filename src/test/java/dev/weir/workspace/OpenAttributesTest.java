package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenAttributesTest {
    @TempDir Path folder;

    @Test
    void they_are_what_the_view_tells() throws Exception {
        assertTrue(OpenAttributes.ARE_OPEN, "on a JDK that weir is built with");
        Path file = Files.writeString(folder.resolve("file"), "text");
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n");
        assertTrue(program.toFile().setExecutable(true));
        Path old = Files.writeString(folder.resolve("old"), "");
        Files.setLastModifiedTime(old, FileTime.from(Instant.ofEpochSecond(-5, 7)));
        Path below = Files.createDirectory(folder.resolve("folder"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        for (Path path : new Path[] {file, program, old, below, link}) {
            var view = Files.readAttributes(path, "unix:mode,ino,ctime", LinkOption.NOFOLLOW_LINKS);
            var open =
                    Files.readAttributes(
                            path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            assertEquals(view.get("mode"), OpenAttributes.mode(open), path.toString());
            assertEquals(view.get("ino"), OpenAttributes.inode(open), path.toString());
            assertEquals(view.get("ctime"), OpenAttributes.changed(open), path.toString());
        }
    }

    @Test
    void a_file_is_seen_alike_as_one_of_few_and_as_one_of_many() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("absent"));
        for (String name : new String[] {"file", "link", "nowhere", "absent", "file/below"}) {
            Path path = folder.resolve(name);
            Thread.sleep(FileState.settlesWithin());
            var followed = FileState.followed(path);
            var itself = FileState.of(path);
            for (int i = 0; i < 1_100; i++) {
                FileState.of(file);
            }
            assertEquals(followed, FileState.followed(path), name);
            assertEquals(itself, FileState.of(path), name);
        }
    }
}
