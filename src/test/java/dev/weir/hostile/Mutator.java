package dev.weir.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Makes texts from good and bad ones: pieces go, come, are doubled, cut and mixed. All it does
/// follows from its random numbers.
final class Mutator {
    private static final Path PAIRS = Path.of("src/test/resources/pipelinefile");

    /// What has a meaning somewhere in a Pipelinefile, in a file of params or in a path, and what
    /// breaks readers. Only what a file or a word of a process can hold: no half characters.
    private static final List<String> PIECES =
            List.of(
                    "${{ params.a }}",
                    "${{",
                    "}}",
                    "${{ tasks.a.out }}",
                    "${{ inputs }}",
                    "${{ params.a:02d }}",
                    "${{ params.a:>99999999999d }}",
                    "${{ params.a:raw }}",
                    "${{ env.HOME }}",
                    "${{ matrix.a }}",
                    ":",
                    ": ",
                    "- ",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    "\"",
                    "'",
                    "\"\"\"",
                    "'''",
                    "= ",
                    "[[a]]",
                    "a.b.c = 1\n",
                    "|\n",
                    ">\n",
                    "&a ",
                    "*a",
                    "!!str ",
                    "<<: ",
                    "#",
                    "\n",
                    "\r\n",
                    "\r",
                    "\n  ",
                    "\n    ",
                    "\t",
                    "? ",
                    "---\n",
                    "...",
                    "%YAML 1.2\n",
                    "\\",
                    "\\u0000",
                    "\\uD800",
                    "~",
                    "null",
                    "true",
                    "yes",
                    "012",
                    "1e999",
                    "-1e-999",
                    ".inf",
                    "nan",
                    "-",
                    "0x",
                    "9223372036854775808",
                    "-9223372036854775808",
                    "2026-02-30",
                    "\uFEFF",
                    "\u0085",
                    "\u2028",
                    "😀",
                    "é",
                    "e\u0301",
                    "\u0000",
                    "\u001B[31m",
                    "\uFFFD",
                    "params",
                    "tasks",
                    "run",
                    "uses",
                    "with",
                    "inputs",
                    "outputs",
                    "needs",
                    "when",
                    "matrix",
                    "matrix: { a: [1, 2] }",
                    "matrix.a",
                    "@a=1",
                    "include",
                    "include: [{ path: parts/clean.yaml, as: x }]",
                    "param_files: [values/base.toml, values/base.yaml, values/more.json]",
                    "dotenv: [.env, { path: other.env, optional: true }]",
                    "x.",
                    "env",
                    "default",
                    "min",
                    "choices",
                    "type",
                    "path",
                    "exclude",
                    "secrets",
                    "export ",
                    "A=",
                    "**",
                    "*",
                    "[a-",
                    "[!",
                    "{a,b",
                    "{a,b}",
                    "../",
                    "./",
                    "/",
                    "//",
                    "cache/",
                    ".git",
                    "30d",
                    "4GB",
                    "99999999999999999999",
                    "@",
                    "`",
                    "$(",
                    ")",
                    ";",
                    "<<E\n",
                    "%");

    private final List<String> pipelinefiles = texts(".yaml");
    private final List<String> tables = texts(".toml", ".json");

    private static List<String> texts(String... endings) {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PAIRS)) {
            for (Path file : files.sorted().toList()) {
                if (Stream.of(endings).anyMatch(file.toString()::endsWith)
                        && Files.size(file) < 20_000) {
                    texts.add(Files.readString(file));
                }
            }
            return texts;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A Pipelinefile, or what was one.
    String pipelinefile(Random random) {
        return mutated(one(pipelinefiles, random), pipelinefiles, random);
    }

    /// A file of params in TOML or JSON, or what was one.
    String table(Random random) {
        return mutated(one(tables, random), tables, random);
    }

    /// A short text of pieces.
    String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int left = random.nextInt(8); left >= 0; left--) {
            word.append(
                    switch (random.nextInt(4)) {
                        case 0 -> "a";
                        case 1 -> Character.toString(random.nextInt(1, 128));
                        default -> one(PIECES, random);
                    });
        }
        return possible(word.toString());
    }

    private static String one(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    /// The text with up to six changes.
    private static String mutated(String original, List<String> others, Random random) {
        StringBuilder text = new StringBuilder(original);
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(30));
            switch (random.nextInt(7)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, one(PIECES, random));
                case 2 -> text.replace(at, end, one(PIECES, random));
                case 3 -> text.insert(at, text.substring(at, end));
                case 4 -> text.setLength(at);
                case 5 -> {
                    String other = one(others, random);
                    int from = random.nextInt(other.length());
                    int to = Math.min(other.length(), from + random.nextInt(80));
                    text.insert(at, other, from, to);
                }
                default -> text.insert(at, one(PIECES, random).repeat(1 + random.nextInt(40)));
            }
        }
        return possible(text.toString());
    }

    /// Cuts may have left halves of characters, which no file decodes to.
    private static String possible(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
