package dev.weir.cli.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Parses the words of a plain command line: options as they are named, each value a word of its
/// own, and operands. Whatever it answers, [AllWords] answers too.
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
            Optional<Option> option = Option.named(word);
            if (option.isEmpty() || !options.contains(option.get())) {
                return Optional.empty();
            }
            List<String> values = given.computeIfAbsent(option.get(), _ -> new ArrayList<>());
            if (option.get().takesValue()) {
                if (next == words.size() || !isOperand(words.get(next))) {
                    return Optional.empty();
                }
                if (!option.get().isRepeatable()) {
                    values.clear();
                }
                values.add(words.get(next++));
            }
        }
        return Optional.of(new Arguments(given, operands));
    }

    private static boolean isOperand(String word) {
        return !word.isEmpty() && word.charAt(0) != '-';
    }
}
