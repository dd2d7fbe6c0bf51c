package dev.weir.build.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.pipeline.Action;
import dev.weir.pipeline.Template;
import dev.weir.pipeline.WorkspacePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Whatever a path is made of, a shell sees one word that is it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandTextTest {
    private static final String ODD = " '\"$`\\*?~#!;&|<>(){}[]\n\t=%-.aé€\uD83D\uDE00";

    private static String script(String workdir, List<WorkspacePath> paths, Template.Part... parts)
            throws ImpossibleException {
        Action.Command command =
                new Action.Command(
                        List.of(new Template(List.of(parts))),
                        Action.Command.SH,
                        WorkspacePath.of(workdir));
        return new CommandText(command, new TreeMap<>(Map.of("", paths))).scripts().getFirst();
    }

    private static Template.Part inputs(boolean inQuotes, boolean raw) {
        return new Template.InputPaths("", inQuotes, raw);
    }

    private static List<WorkspacePath> paths(String... texts) {
        return Stream.of(texts).map(WorkspacePath::of).toList();
    }

    @Test
    void a_shell_sees_exactly_the_paths() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        List<WorkspacePath> paths = new ArrayList<>();
        while (paths.size() < 2_000) {
            String name = name(random);
            if (!name.equals(".") && !name.equals("..")) {
                paths.add(WorkspacePath.of(random.nextBoolean() ? name : "folder/" + name));
            }
        }
        for (String workdir : List.of(".", "folder", "deep/er")) {
            String script =
                    script(
                            workdir,
                            paths,
                            new Template.Literal("printf '%s\\0' "),
                            inputs(false, false));
            Process shell =
                    new ProcessBuilder("sh", "-e", "-c", script).redirectErrorStream(true).start();
            String seen = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, shell.waitFor(), seen);
            String[] words = seen.split("\0");
            assertEquals(paths.size(), words.length);
            for (int i = 0; i < words.length; i++) {
                Path led = Path.of("/", workdir).resolve(words[i]).normalize();
                assertEquals("/" + paths.get(i), led.toString());
            }
        }
    }

    private static String name(SplittableRandom random) {
        int[] odd = ODD.codePoints().toArray();
        StringBuilder name = new StringBuilder();
        for (int length = 1 + random.nextInt(6); length > 0; length--) {
            name.appendCodePoint(odd[random.nextInt(odd.length)]);
        }
        return name.toString();
    }

    @Test
    void a_path_that_begins_like_an_option_is_none() throws Exception {
        assertEquals(
                "rm ./-rf",
                script(".", paths("-rf"), new Template.Literal("rm "), inputs(false, false)));
    }

    @Test
    void several_paths_are_words_and_none_is_nothing() throws Exception {
        assertEquals("a 'b c'", script(".", paths("a", "b c"), inputs(false, false)));
        assertEquals("", script(".", List.of(), inputs(false, false)));
    }

    @Test
    void a_path_is_quoted_only_where_a_shell_could_take_it_for_something_else() throws Exception {
        String plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=@%+,-";
        for (char c = ' '; c <= 0xff; c++) {
            String path = "a" + c + "b";
            String word = script(".", paths(path), inputs(false, false));
            assertEquals(plain.indexOf(c) >= 0, word.equals(path), word);
        }
    }

    @Test
    void a_word_of_nothing_is_still_a_word() {
        assertEquals("''", CommandText.word(""));
    }

    @Test
    void inside_quotes_only_a_path_that_needs_none_may_stand() throws Exception {
        assertEquals("a/b.txt", script(".", paths("a/b.txt"), inputs(true, false)));
        var refused =
                assertThrows(
                        ImpossibleException.class,
                        () -> script(".", paths("a b"), inputs(true, false)));
        assertEquals(
                "the path 'a b' needs quoting but stands inside quotes of the script: take the quotes away, or write ${{ inputs:raw }}",
                refused.getMessage());
        assertEquals("a b", script(".", paths("a b"), inputs(true, true)));
    }

    @Test
    void paths_are_relative_to_the_working_directory() throws Exception {
        assertEquals(
                "../in.txt file ../other/x ../../outside /etc/hosts ..",
                script(
                        "work",
                        paths("in.txt", "work/file", "other/x", "../outside", "/etc/hosts", "."),
                        inputs(false, false)));
    }

    @Test
    void text_without_open_places_stays_as_it_is() throws Exception {
        String text = "echo \"${HOME}\" '$x' ${{ no }}";
        assertEquals(text, script(".", paths("a b"), new Template.Literal(text)));
    }
}
