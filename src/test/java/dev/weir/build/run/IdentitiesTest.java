package dev.weir.build.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.exec.ProcessIdentity;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Processes in a journal.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IdentitiesTest {
    @ParameterizedTest
    @CsvSource({"4711, 99, 0b1c-22", "4711, 0, ''"})
    void a_process_is_read_as_it_was_written(long pid, long started, String boot) {
        ProcessIdentity process = new ProcessIdentity(pid, started, boot);
        assertEquals(Optional.of(process), Identities.of(Identities.text(process)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4711", "one 2 three", "1 two three"})
    void what_is_no_process_is_none(String damaged) {
        assertEquals(Optional.empty(), Identities.of(damaged));
    }

    @Test
    void where_no_boot_is_told_none_is_known() {
        assertEquals(Optional.of(new ProcessIdentity(1, 2, "")), Identities.of("1 2"));
    }
}
