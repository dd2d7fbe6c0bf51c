package dev.weir.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weir.graph.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Random cases against the model. `-Doracle.seed=1000 -Doracle.cases=500` plays those from one
/// seed on; `mvn verify -Psoak-oracle` plays 10,000. A case that goes wrong is cut down and printed
/// with its seed.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OracleTest {
    /// Where files are in memory, on Linux: cases write many small ones, and sync them.
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final int SAID_EVERY = 1_000;
    private static final int REPLAYS = 3;

    private Path folder = MEMORY;
    private int played;

    @BeforeEach
    void makeFolder() throws IOException {
        folder =
                Files.isWritable(MEMORY)
                        ? Files.createTempDirectory(MEMORY, "weir-oracle")
                        : Files.createTempDirectory("weir-oracle");
    }

    @AfterEach
    void removeFolder() throws IOException {
        WorkFiles.remove(folder);
    }

    @Test
    void what_weir_does_is_what_the_model_says() throws Exception {
        long first = Long.getLong("oracle.seed", 1);
        long cases = Long.getLong("oracle.cases", 300);
        for (long seed = first; seed < first + cases; seed++) {
            play(seed);
            long done = seed + 1 - first;
            if (done % SAID_EVERY == 0) {
                System.out.println("oracle: seeds " + first + " to " + seed + " are right");
            }
        }
        assertTrue(played >= cases);
    }

    private void play(long seed) throws IOException {
        Case made = CaseMaker.of(seed);
        Optional<Throwable> wrong = wrong(made);
        if (wrong.isPresent()) {
            Case small = cutDown(made);
            Throwable why = wrong(small).orElse(wrong.get());
            fail("seed " + seed + ": " + why.getMessage() + "\n" + small, why);
        }
    }

    /// What goes wrong in a case, if something does.
    private Optional<Throwable> wrong(Case made) throws IOException {
        Path root = Files.createDirectory(folder.resolve("case" + played++));
        try {
            made.play(root);
            return Optional.empty();
        } catch (ProblemsException impossible) {
            return Optional.empty();
        } catch (Exception | AssertionError wrong) {
            return Optional.of(wrong);
        } finally {
            WorkFiles.remove(root);
        }
    }

    /// The smallest case found that still goes wrong, by leaving out one thing after the other.
    private Case cutDown(Case made) throws IOException {
        for (Case smaller : made.smaller()) {
            for (int i = 0; i < REPLAYS; i++) {
                if (wrong(smaller).isPresent()) {
                    return cutDown(smaller);
                }
            }
        }
        return made;
    }
}
