package dev.weir.pipelinefile.dotenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.diagnostic.DiagnosticText;
import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.SourceText;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DotenvTest {
    private static Map<String, String> read(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Map<String, String> variables = Dotenv.read(new SourceText(".env", text), diagnostics);
        assertEquals("", DiagnosticText.of(diagnostics.all()));
        return variables;
    }

    private static String mistakes(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Dotenv.read(new SourceText(".env", text), diagnostics);
        return DiagnosticText.of(diagnostics.all());
    }

    @Test
    void lines_are_names_with_values() {
        assertEquals(
                Map.of("A", "1", "B", "two words", "C", "", "D_2", "x", "E", "a=b"),
                read("A=1\n B = two words \t\nC=\r\nexport D_2=x\nexport\tE=a=b"));
        assertEquals(Map.of("export", "1"), read("export=1"));
        assertEquals(Map.of(), read(""));
        assertEquals(Map.of("A", "1"), read("\uFEFFA=1\r"));
    }

    @Test
    void a_comment_starts_a_line_or_stands_behind_a_blank() {
        assertEquals(
                Map.of("A", "1#2", "B", "", "C", "x", "D", "# no", "E", "y"),
                read(
                        "# one\n  # two\nA=1#2 # three\nB=#four\nC=x\t#\nD='# no' # five\nE=\"y\"#six"));
    }

    @Test
    void quotes_are_taken_off_and_only_double_ones_know_escapes_and_lines() {
        assertEquals(
                Map.of(
                        "A",
                        "it\\n's $X".replace("'", "\""),
                        "B",
                        "a\nb\t\"c\" \\ $ \\x",
                        "C",
                        "1\n2\n#3"),
                read(
                        "A='it\\n\"s $X'\nB=\"a\\nb\\t\\\"c\\\" \\\\ \\$ \\x\"\nC=\"1\n2\r\n#3\" # x"));
    }

    @Test
    void nothing_is_substituted() {
        assertEquals(
                Map.of("A", "${B} $(rm -rf /) `x`", "B", "$HOME"),
                read("A=\"${B} $(rm -rf /) `x`\"\nB=$HOME"));
    }

    @Test
    void the_last_value_counts() {
        assertEquals(Map.of("A", "2"), read("A=1\nA=2\n"));
    }

    @Test
    void mistakes_have_a_place_and_show_no_value() {
        assertEquals(
                """
                .env:1:1: error: a variable without a value
                  ********
                  ^^^^^^^^
                  help: write '=' behind the name, also for an empty value
                .env:2:1: error: here stands no name of a variable
                  1A=******
                  ^^^^^^^^^
                  help: a line is NAME=value
                .env:3:1: error: here stands no NAME=value
                  a-b=****** * *
                  ^^^^^^^^^^
                  help: names are letters, digits and '_'
                .env:4:3: error: the quote is not closed in its line
                  C=*******
                    ^^^^^^^
                  help: a value of several lines stands in double quotes
                .env:5:12: error: something stands behind the closed quote
                  D=******** ******
                             ^^^^^^
                .env:6:1: error: its value is not UTF-8
                  E=*
                  ^
                .env:7:3: error: the quote is not closed
                  F=*******
                    ^
                  help: a quote inside of it is written \\"
                """,
                mistakes(
                        "MYSECRET\n1A=secret\na-b=secret x y\nC='secret\nD=\"secret\" secret\nE=\uFFFD\nF=\"secret\nsecret=\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void any_text_is_read_or_complained_of_in_short_time(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String alphabet = "AB= \t\n\r'\"\\#$`export\0é";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            mistakes(text.toString());
        }
        String long1 = "A=\"" + "\\".repeat(1_000_000);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> mistakes(long1));
        assertFalse(mistakes("A=\"x").isEmpty());
    }
}
