package dev.weir.pipelinefile.expression;

import static dev.weir.pipelinefile.expression.ShellContext.QUOTED;
import static dev.weir.pipelinefile.expression.ShellContext.WORDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.SourceText;
import dev.weir.diagnostic.Span;
import dev.weir.pipelinefile.yaml.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShellContextTest {
    private static final String PLACE = "${{ x }}";

    @Test
    void words_stand_outside_of_quotes() {
        assertContexts("echo @ a@b --x=@ \"a\"@'b'", WORDS, WORDS, WORDS, WORDS);
        assertContexts("cat <@ >@ 2>&1 | @; @ && (@)", WORDS, WORDS, WORDS, WORDS, WORDS);
        assertContexts("x=$(cat @) y=\"$(cat @)\" (cat @)", WORDS, WORDS, WORDS);
        assertContexts("echo \"$(echo \"$(cat @)\" @)\" @", WORDS, WORDS, WORDS);
        assertContexts("echo a#@ ${x#y} @ $# @", WORDS, WORDS, WORDS);
        assertContexts("cat <<< @ # the end", WORDS);
        assertContexts("case x in a) echo @;; esac", WORDS);
        assertContexts("echo \\\n @ \\\\@", WORDS, WORDS);
    }

    @Test
    void quotes_stand_around_the_rest() {
        assertContexts(
                "echo \"@\" '@' `@` ${x:-@} $((1+@))", QUOTED, QUOTED, QUOTED, QUOTED, QUOTED);
        assertContexts("echo \\@ $@ @", QUOTED, QUOTED, WORDS);
        assertContexts("echo \"$$(@)\" $$ @ ((@)) @", QUOTED, WORDS, QUOTED, WORDS);
        assertContexts("echo \"a\\\"@\" '\\' @ \"'@'\"", QUOTED, WORDS, QUOTED);
        assertContexts("echo \"${x:-\"@\"}\" @", QUOTED, WORDS);
        assertContexts("x=$((($(cat @) + @))) @", WORDS, QUOTED, WORDS);
    }

    @Test
    void heredocs_last_to_their_line() {
        assertContexts("cat <<EOF >@\n@\n  EOF\n@\nEOF\necho @", WORDS, QUOTED, QUOTED, WORDS);
        assertContexts("cat <<-'E O'\n", List.of());
        assertContexts("cat <<-EOF\n\t@\n\tEOF\necho @", QUOTED, WORDS);
        assertContexts("cat <<E\na\\\nE\n@\nE\n@", QUOTED, WORDS);
        assertContexts("cat <<E\n$(cat\nE\n@", QUOTED);
        assertContexts("cat <<E\n$(cat $(date)) ${x}\nE\n@", WORDS);
        assertContexts("cat <<'E'\na\\\nE\n@", WORDS);
        assertContexts("cat <<A <<B\n@\nA\n@\nB\n@", QUOTED, QUOTED, WORDS);
    }

    @Test
    void comments_end_with_their_line() {
        assertContexts("echo a # @ ' \" \necho @", QUOTED, WORDS);
        assertContexts("echo \\\n# @\n@ \\\n @ a\\\n#@", QUOTED, WORDS, WORDS, WORDS);
        assertContexts("echo \"$\\\n(echo \"@\")\"", QUOTED);
        assertContexts("#@\n@", QUOTED, WORDS);
        assertContexts(
                "echo \\ #@ $(x)#@ $((1))#@ ${x}#@ (x)#@", WORDS, WORDS, WORDS, WORDS, QUOTED);
    }

    @Test
    void what_cannot_be_told_counts_as_quoted() {
        assertContexts("echo @ 'never closed", QUOTED);
        assertContexts("echo @ \"never closed", QUOTED);
        assertContexts("echo @ `never closed", QUOTED);
        assertContexts("echo @ $(never closed", QUOTED);
        assertContexts("cat <<EOF\n@\nnever ended\necho @", QUOTED, QUOTED);
        assertContexts("cat <<@\n@\n", QUOTED, QUOTED);
        assertContexts("echo \"$(case x in a) echo \"b @ c\" ;; esac)\" @", QUOTED, QUOTED);
        assertContexts("echo \"${x:-'a}\" @ '}\"", QUOTED);
        assertContexts("echo $((1) + @) @", QUOTED, QUOTED);
        assertContexts("echo $'a\\'b' @", QUOTED);
    }

    /// Whatever a script is made of: a value put where the scanner says so arrives as one word, and
    /// never runs.
    @Test
    void a_shell_reads_a_quoted_value_as_it_is() throws Exception {
        long seed = Long.getLong("weir.shell.seed", 20_260_301);
        Random random = new Random(seed);
        List<String> pieces =
                List.of(
                        "@",
                        "@",
                        "@",
                        "\"",
                        "'",
                        "\\",
                        " ",
                        "\n",
                        "#",
                        "$(",
                        ")",
                        "`",
                        "${x:-",
                        "}",
                        "((",
                        "))",
                        "$",
                        "a",
                        "b ",
                        "; ",
                        "<<E\n",
                        "\\\n",
                        " \\\n",
                        "\nE\n",
                        "(",
                        "echo ",
                        "'a'",
                        "\"b\"",
                        "case x in ",
                        "esac ",
                        "$((",
                        "$'",
                        "&& ",
                        "|");
        String value = "$(echo HACKED >&2);`echo HACKED >&2`'\";echo HACKED >&2;#\nHACKED=1";
        int words = 0;
        List<String> scripts = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("weir.shell.cases", 4_000); i++) {
            StringBuilder script = new StringBuilder("echo ");
            int length = 1 + random.nextInt(12);
            for (int piece = 0; piece < length; piece++) {
                script.append(pieces.get(random.nextInt(pieces.size())));
            }
            String filled = filled(script.toString(), value);
            words += filled.contains("HACKED") ? 1 : 0;
            scripts.add(filled);
        }
        assertTrue(words > 300, "too few scripts put a value in: " + words);
        for (String script : scripts) {
            if (script.contains("HACKED")) {
                String said = run(script);
                assertTrue(
                        said.lines().noneMatch(line -> line.strip().equals("HACKED")),
                        () -> "ran (seed " + seed + "):\n" + script + "\n" + said);
            }
        }
    }

    /// The script with the value quoted where it may stand, and something harmless elsewhere.
    private static String filled(String script, String value) {
        Interpolation parts = parts(script);
        List<ShellContext> contexts = ShellContext.of(parts);
        StringBuilder text = new StringBuilder();
        int place = 0;
        for (Interpolation.Part part : parts.parts()) {
            switch (part) {
                case Interpolation.Fixed(String fixed) -> text.append(fixed);
                case Interpolation.Open _ ->
                        text.append(
                                contexts.get(place++) == WORDS ? ShellContext.quoted(value) : "v");
            }
        }
        return text.toString();
    }

    /// What the script says on its error stream when something of the value runs.
    private static String run(String script) throws IOException, InterruptedException {
        Process shell =
                new ProcessBuilder(System.getProperty("weir.shell", "sh"), "-c", script)
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String said = new String(shell.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return said;
    }

    private static void assertContexts(String script, ShellContext... expected) {
        assertContexts(script, List.of(expected));
    }

    private static void assertContexts(String script, List<ShellContext> expected) {
        assertEquals(expected, ShellContext.of(parts(script)), script);
    }

    /// @param script with `@` for each expression
    private static Interpolation parts(String script) {
        String text = script.replace("@", PLACE);
        SourceText source = new SourceText("script", text);
        Node.Scalar scalar = new Node.Scalar(new Span(source, 0, text.length()), text, false);
        return Interpolation.of(scalar, new Diagnostics());
    }
}
