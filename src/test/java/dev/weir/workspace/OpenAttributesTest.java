package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
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
        assertTrue(file.toFile().setExecutable(true));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("absent"));
        Files.createDirectory(folder.resolve("below"));
        Thread.sleep(FileState.settlesWithin());
        for (String name : new String[] {"file", "link", "nowhere", "absent", "file/x", "below"}) {
            Path path = folder.resolve(name);
            assertEquals(FileState.read(path, false), FileState.read(path, true), name);
            assertEquals(
                    FileState.read(path, false, LinkOption.NOFOLLOW_LINKS),
                    FileState.read(path, true, LinkOption.NOFOLLOW_LINKS),
                    name);
            assertEquals(FileState.followed(path), FileState.read(path, false), name);
        }
        var view = Files.readAttributes(file, "unix:ino,ctime,lastModifiedTime");
        FileState seen = FileState.read(file, false).orElseThrow();
        assertEquals(view.get("ino"), seen.inode());
        assertEquals(view.get("ctime"), FileTime.from(seen.changed(), TimeUnit.NANOSECONDS));
        assertEquals(
                view.get("lastModifiedTime"), FileTime.from(seen.modified(), TimeUnit.NANOSECONDS));
        assertEquals(4, seen.size());
        assertTrue(seen.executable());
    }

    @Test
    void a_file_has_settled_when_a_change_would_show() {
        long milli = TimeUnit.MILLISECONDS.toNanos(1);
        long fine = TimeUnit.SECONDS.toNanos(1_000) + 1;
        long coarse = TimeUnit.SECONDS.toNanos(1_000);
        assertFalse(FileState.hasSettled(fine, coarse, fine + 15 * milli));
        assertFalse(FileState.hasSettled(coarse, fine, fine + 15 * milli));
        assertTrue(FileState.hasSettled(fine, coarse, fine + 21 * milli));
        assertTrue(FileState.hasSettled(coarse, fine, fine + 21 * milli));
        assertFalse(FileState.hasSettled(fine, fine + 30 * milli, fine + 40 * milli));
        assertFalse(FileState.hasSettled(fine + 30 * milli, fine, fine + 40 * milli));
        assertFalse(FileState.hasSettled(coarse, coarse, coarse + 2_000 * milli));
        assertTrue(FileState.hasSettled(coarse, coarse, coarse + 4_000 * milli));
        assertFalse(FileState.hasSettled(fine, fine, fine - 1_000 * milli), "a clock set back");
        assertTrue(FileState.settlesWithin() >= 21);
    }
}
