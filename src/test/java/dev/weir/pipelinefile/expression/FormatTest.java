package dev.weir.pipelinefile.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.pipeline.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FormatTest {
    /// What Python 3 answers to `format(value, format)`; `!` where it raises.
    private static final Path ANSWERS = Path.of("src/test/resources/pipelinefile/formats.tsv");

    @Test
    void a_format_writes_what_python_writes() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(ANSWERS)) {
            String[] fields = line.split("\t", -1);
            Value value =
                    switch (fields[0]) {
                        case "Whole" -> new Value.Whole(Long.parseLong(fields[1]));
                        case "Decimal" -> new Value.Decimal(Double.parseDouble(fields[1]));
                        default -> new Value.Text(fields[1]);
                    };
            String answer = answer(fields[2], value);
            if (!answer.equals(fields[3])) {
                wrong.add(line + "  but  " + answer);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static String answer(String format, Value value) {
        try {
            return "=" + Format.of(format).apply(value);
        } catch (IllegalArgumentException e) {
            return "!";
        }
    }

    @Test
    void nothing_and_lists_have_no_format() {
        Format format = Format.of("5");
        assertThrows(IllegalArgumentException.class, () -> format.apply(new Value.Nothing()));
        assertThrows(
                IllegalArgumentException.class, () -> format.apply(new Value.Sequence(List.of())));
        assertEquals(" true", Format.of(">5").apply(new Value.Flag(true)));
    }

    @Test
    void a_format_cannot_ask_for_too_much() {
        for (String format : List.of("99999999999d", "1001", ".101f", "x.", "2dd", "")) {
            if (!format.isEmpty()) {
                assertThrows(IllegalArgumentException.class, () -> Format.of(format), format);
            }
        }
    }
}
