package dev.weir.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// The quick parser says what picocli says, or nothing.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlainWordsTest {
    private static final List<String> OTHERS =
            List.of(
                    "",
                    "-",
                    "--",
                    "---",
                    "=",
                    "a",
                    "train",
                    "a=b",
                    "a b",
                    " ",
                    "\"a\"",
                    "'a",
                    "@a",
                    "@@",
                    "4",
                    "-4",
                    "${a}",
                    "%n",
                    "é",
                    "-kn",
                    "-j4",
                    "-j=4",
                    "-j=",
                    "-j-4",
                    "-j=-4",
                    "-k4",
                    "--jobs=",
                    "--=4",
                    "-x",
                    "--unknown",
                    "--jobs=4",
                    "--force=false",
                    "--no-force",
                    "--for",
                    "true",
                    "false",
                    "\\",
                    "|",
                    ";",
                    "-Pa=b",
                    "--param=a=b",
                    "__null__",
                    "_NULL_",
                    "null",
                    "[a]",
                    "+k",
                    "/k");

    private static final int LINES = 3000;

    @Test
    void whatever_it_answers_picocli_answers_too() {
        Random random = new Random(20260101);
        int plain = 0;
        for (int line = 0; line < LINES; line++) {
            Set<Option> options = options(random);
            List<String> words = words(random);
            Optional<Arguments> quick = PlainWords.parse(options, words);
            if (quick.isPresent()) {
                plain++;
                assertEquals(AllWords.parse(options, words), quick.get(), () -> "for " + words);
            }
        }
        int answered = plain;
        assertTrue(answered > LINES / 10, () -> answered + " of " + LINES + " were plain");
    }

    @Test
    void each_option_of_each_command_is_plain_by_either_name() {
        for (String name : Commands.AVAILABLE) {
            Set<Option> options = new HashSet<>(Call.SHARED);
            options.addAll(Commands.named(name).options());
            for (Option option : options) {
                for (String word : option.names()) {
                    List<String> words =
                            option.takesValue()
                                    ? List.of("a", word, "b", "c", word, "d", "e")
                                    : List.of("a", word, "b", "c", word, "d");
                    assertEquals(
                            Optional.of(AllWords.parse(options, words)),
                            PlainWords.parse(options, words),
                            () -> "for " + words);
                }
            }
        }
    }

    @Test
    void values_may_be_joined_to_their_option() {
        Set<Option> options = new HashSet<>(Call.SHARED);
        options.addAll(BuildCommand.OPTIONS);
        for (String line :
                List.of("-j4", "-j=4", "--jobs=4", "-j4 -j2 all", "-Pa=b -P c=d", "--param=a=b")) {
            List<String> words = List.of(line.split(" ", -1));
            assertEquals(
                    Optional.of(AllWords.parse(options, words)),
                    PlainWords.parse(options, words),
                    line);
        }
    }

    @Test
    void mistakes_and_rare_forms_are_not_plain() {
        for (String line :
                List.of(
                        "-kn",
                        "-kj4",
                        "--force=false",
                        "--jobs=",
                        "--",
                        "-j",
                        "-j -k",
                        "-j=-4",
                        "-x")) {
            assertEquals(
                    Optional.empty(),
                    PlainWords.parse(BuildCommand.OPTIONS, List.of(line.split(" ", -1))),
                    line);
        }
    }

    private static Set<Option> options(Random random) {
        Set<Option> options = new HashSet<>(Call.SHARED);
        options.addAll(
                Commands.named(Commands.AVAILABLE.get(random.nextInt(Commands.AVAILABLE.size())))
                        .options());
        return options;
    }

    private static List<String> words(Random random) {
        List<String> words = new ArrayList<>();
        for (int left = random.nextInt(7); left > 0; left--) {
            if (random.nextInt(3) == 0) {
                words.add(OTHERS.get(random.nextInt(OTHERS.size())));
            } else {
                Option option = Option.values()[random.nextInt(Option.values().length)];
                String[] names = option.names();
                words.add(names[random.nextInt(names.length)]);
                if (option.takesValue() && random.nextInt(4) > 0) {
                    words.add(OTHERS.get(random.nextInt(OTHERS.size())));
                }
            }
        }
        return words;
    }
}
