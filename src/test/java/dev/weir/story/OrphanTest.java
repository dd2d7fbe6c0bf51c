package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A weir that dies after it started a command, and before it has written down which.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OrphanTest {
    private static final String PIPELINE =
            """
            version: 1
            default: slow
            tasks:
              slow:
                run:
                  - "touch begun; [ -e again ] || [ $(cat in.txt) = second ] || sleep 60; cp in.txt out.txt"
                  - "[ -e again ] || sleep 60; echo done >> out.txt"
                inputs: in.txt
                outputs: out.txt
            """;

    @TempDir static Path classes;
    @TempDir Path folder;

    @BeforeAll
    static void make_steps_deadly() throws IOException {
        DeadlyClasses.write(classes);
    }

    /// The second command is started six steps after the first: who that was, that another one is
    /// going to be, its start; each of them is two steps.
    @ParameterizedTest
    @CsvSource({"first, 1", "second, 7"})
    @EnabledOnOs(OS.LINUX)
    void a_command_that_was_not_written_down_is_ended_too(String command, int step)
            throws Exception {
        KilledSpace space = KilledSpace.of(folder, PIPELINE);
        space.write("in.txt", command + "\n");
        Victim victim = Victim.dyingAfter("Spawn: Spawn.start", step, space, List.of(), classes);
        assertEquals(Death.CODE, victim.end());
        assertEquals("Journal: RandomAccessFile.write", victim.place());
        isEndedByTheNext(space, command);
    }

    /// It stays in weir's own process group, and no journal ever names it.
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_command_that_had_the_terminal_is_ended_too() throws Exception {
        KilledSpace space = KilledSpace.of(folder, PIPELINE);
        space.write("in.txt", "first\n");
        Victim victim = Victim.start(space, List.of("run", "slow", "--attach"));
        while (!Files.exists(space.root().resolve("begun"))) {
            Thread.sleep(5);
        }
        assertTrue(victim.kill(false));
        isEndedByTheNext(space, "first");
    }

    private static void isEndedByTheNext(KilledSpace space, String command) throws IOException {
        assertFalse(space.processes().isEmpty(), "the command runs on");
        space.write("again", "");
        Call call = space.call();
        assertEquals(List.of("slow"), List.copyOf(call.tasks("ran")), call::toString);
        assertEquals(List.of(), space.processes());
        assertEquals(command + "\ndone\n", space.text("out.txt"));
    }
}
