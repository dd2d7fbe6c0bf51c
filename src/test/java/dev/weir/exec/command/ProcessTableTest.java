package dev.weir.exec.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ProcessTableTest {
    private static final String MARK = "WEIR_TEST_MARK";

    @TempDir Path folder;

    @Test
    void what_is_not_starting_has_its_own_variables() throws Exception {
        Set<Long> others = children();
        List<Spawn.Started> started = Collections.synchronizedList(new ArrayList<>());
        Thread starter = Thread.ofPlatform().start(() -> start(started));
        TreeSet<Long> seen = new TreeSet<>();
        try {
            do {
                Set<Long> children = children();
                children.removeAll(others);
                for (long child : children) {
                    if (ProcessTable.row(child)
                            .filter(row -> row.lives() && !row.isStarting())
                            .isPresent()) {
                        seen.add(child);
                        assertTrue(isMarked(child), () -> "child " + child);
                    }
                }
            } while (starter.isAlive());
            starter.join();
            assertEquals(100, started.size());
            assertFalse(seen.isEmpty());
        } finally {
            starter.join();
            for (Spawn.Started one : started) {
                Child child = new Child(one.pid(), one.output());
                child.kill();
                Trial.until(child::hasEnded);
                child.close();
            }
        }
    }

    private static Set<Long> children() {
        return ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void start(List<Spawn.Started> all) {
        var environment = new TreeMap<>(Map.of("PATH", System.getenv("PATH"), MARK, "1"));
        for (int i = 0; i < 100; i++) {
            var spawned = new Spawn(List.of("sleep", "60"), folder, environment).start();
            all.add(assertInstanceOf(Spawn.Started.class, spawned));
        }
    }

    private static boolean isMarked(long pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1)
                .contains(MARK + "=1");
    }
}
