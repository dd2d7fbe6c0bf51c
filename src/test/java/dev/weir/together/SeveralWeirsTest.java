package dev.weir.together;

import static org.junit.jupiter.api.Assertions.fail;

import dev.weir.disk.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Random cases of several weirs at once. `-Dtogether.seed=1000 -Dtogether.cases=50` plays those
/// from one seed on; `mvn verify -Psoak-concurrency` plays many.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SeveralWeirsTest {
    /// Where files are in memory, on Linux: cases write many small ones.
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final long SEED = Long.getLong("together.seed", 1);
    private static final int PROCESSES = Integer.getInteger("together.processes", 4);
    private static final int ROUNDS = 4;
    private static final int SAID_EVERY = 100;

    private Path folder = MEMORY;

    @BeforeEach
    void makeFolder() throws Exception {
        folder =
                Files.isWritable(MEMORY)
                        ? Files.createTempDirectory(MEMORY, "weir-together")
                        : Files.createTempDirectory("weir-together");
    }

    @AfterEach
    void removeFolder() throws Exception {
        FileTree.remove(folder);
    }

    @Test
    void threads_leave_what_some_order_leaves() throws Exception {
        play(Long.getLong("together.cases", 12), 8, new Threads());
    }

    @Test
    void processes_leave_what_some_order_leaves() throws Exception {
        try (Processes processes = new Processes(new Random(SEED), 0)) {
            play(Long.getLong("together.cases", 4), PROCESSES, processes);
        }
    }

    @Test
    void a_killed_one_holds_up_nobody_and_leaves_nothing() throws Exception {
        try (Processes processes = new Processes(new Random(SEED), 6)) {
            play(Long.getLong("together.cases", 4), PROCESSES, processes);
        }
    }

    /// @param most calls at once
    private void play(long cases, int most, Caller caller) throws Exception {
        for (long seed = SEED; seed < SEED + cases; seed++) {
            Path root = Files.createDirectory(folder.resolve("case" + seed));
            try {
                new Case(seed, root).play(caller, ROUNDS, most);
            } catch (Exception | AssertionError wrong) {
                fail("seed " + seed + ": " + wrong.getMessage(), wrong);
            }
            if ((seed + 1 - SEED) % SAID_EVERY == 0) {
                System.out.println("together: seeds " + SEED + " to " + seed + " are right");
            }
            FileTree.remove(root);
            FileTree.remove(folder.resolve(root.getFileName() + ".guard"));
        }
    }
}
