package dev.weir.cli.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Parses the words of a plain command line: options as they are named, each value a word of its
/// own or joined as in `-j2` and `--jobs=2`, and operands. Whatever it answers, [AllWords] answers
/// too.
final class PlainWords {
    private PlainWords() {}

    /// The arguments; empty for words that are not as plain as that, mistakes among them.
    static Optional<Arguments> parse(Set<Option> options, List<String> words) {
        Map<Option, List<String>> given = new HashMap<>();
        List<String> operands = new ArrayList<>();
        int next = 0;
        while (next < words.size()) {
            String word = words.get(next++);
            if (isOperand(word)) {
                operands.add(word);
                continue;
            }
            String joined = joined(word);
            Optional<Option> option =
                    Option.named(word.substring(0, word.length() - joined.length()));
            if (option.isEmpty() || !options.contains(option.get())) {
                return Optional.empty();
            }
            List<String> values = given.computeIfAbsent(option.get(), _ -> new ArrayList<>());
            if (!option.get().takesValue()) {
                if (!joined.isEmpty()) {
                    return Optional.empty();
                }
                continue;
            }
            String value = joined;
            if (joined.isEmpty() && next < words.size()) {
                value = words.get(next++);
            } else if (joined.startsWith("=")) {
                value = joined.substring(1);
            }
            if (!isOperand(value)) {
                return Optional.empty();
            }
            if (!option.get().isRepeatable()) {
                values.clear();
            }
            values.add(value);
        }
        return Optional.of(new Arguments(given, operands));
    }

    /// What of a word comes after the name of its option.
    private static String joined(String word) {
        if (word.startsWith("--")) {
            int value = word.indexOf('=');
            return value < 0 ? "" : word.substring(value);
        }
        return word.length() < 2 ? "" : word.substring(2);
    }

    private static boolean isOperand(String word) {
        return !word.isEmpty() && word.charAt(0) != '-';
    }
}
