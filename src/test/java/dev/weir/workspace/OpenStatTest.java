package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The JDK's inside tells what its public views tell.
@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenStatTest {
    @TempDir Path folder;
    private final ByteArrayOutputStream paths = new ByteArrayOutputStream();

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(path("größe 大"), "some bytes");
        Files.createDirectory(path("below"));
        Files.createSymbolicLink(path("link"), Path.of("größe 大"));
        Files.createSymbolicLink(path("nowhere"), Path.of("absent"));
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private int start(Path path) {
        int start = paths.size();
        paths.writeBytes(path.toString().getBytes(StandardCharsets.UTF_8));
        paths.write(0);
        return start;
    }

    private OpenStat.Eye eye() {
        return OpenStat.of(paths.toByteArray()).orElseThrow().eye();
    }

    @Test
    void it_sees_a_file_by_all_its_numbers_and_by_no_others() throws IOException {
        for (String name : new String[] {"größe 大", "below", "link", "nowhere"}) {
            Path path = path(name);
            int start = start(path);
            OpenStat.Eye eye = eye();
            FileState s = FileState.of(path).orElseThrow();
            long size = s.size();
            assertTrue(eye.sees(start, false, size, s.modified(), s.changed(), s.inode()), name);
            assertFalse(
                    eye.sees(start, false, size + 1, s.modified(), s.changed(), s.inode()), name);
            assertFalse(
                    eye.sees(start, false, size, s.modified() - 1, s.changed(), s.inode()), name);
            assertFalse(
                    eye.sees(start, false, size, s.modified(), s.changed() + 1, s.inode()), name);
            assertFalse(
                    eye.sees(start, false, size, s.modified(), s.changed(), s.inode() + 1), name);
        }
    }

    @Test
    void it_follows_a_link_when_told_so() throws IOException {
        int link = start(path("link"));
        int file = start(path("größe 大"));
        OpenStat.Eye eye = eye();
        FileState s = FileState.of(path("größe 大")).orElseThrow();
        assertTrue(eye.sees(file, true, s.size(), s.modified(), s.changed(), s.inode()));
        assertTrue(eye.sees(link, true, s.size(), s.modified(), s.changed(), s.inode()));
        assertFalse(eye.sees(link, false, s.size(), s.modified(), s.changed(), s.inode()));
    }

    @Test
    void what_is_not_there_is_not_what_was_seen_before_it() throws IOException {
        int absent = start(path("absent"));
        int nowhere = start(path("nowhere"));
        int file = start(path("größe 大"));
        int below = start(path("größe 大/below"));
        OpenStat.Eye eye = eye();
        FileState s = FileState.of(path("größe 大")).orElseThrow();
        for (int path : new int[] {absent, nowhere, below}) {
            for (boolean followed : new boolean[] {true, false}) {
                assertTrue(
                        eye.sees(file, followed, s.size(), s.modified(), s.changed(), s.inode()));
                assertFalse(
                        eye.sees(path, followed, s.size(), s.modified(), s.changed(), s.inode()));
            }
        }
    }
}
