package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Action;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.key.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `shell`: the program that is given a script as its last argument, with what has to stand
/// before it.
final class ShellReader {
    private static final String USUAL = "-c";

    /// What the programs that do not take a script after `-c` take it after.
    private static final Map<String, String> BEFORE_SCRIPT =
            Map.of(
                    "perl", "-e",
                    "ruby", "-e",
                    "node", "-e",
                    "lua", "-e",
                    "julia", "-e",
                    "Rscript", "-e",
                    "php", "-r");

    private final Typed task;
    private final Diagnostics diagnostics;

    ShellReader(Typed task, Diagnostics diagnostics) {
        this.task = task;
        this.diagnostics = diagnostics;
    }

    /// The program and its arguments; nothing when they are not known.
    Optional<List<String>> read() {
        if (!task.fields().has(Key.SHELL)) {
            return Optional.of(Action.Command.SH);
        }
        int before = diagnostics.errors();
        List<Typed.Item> items = task.texts(Key.SHELL);
        if (diagnostics.errors() > before) {
            return Optional.empty();
        }
        List<String> words = items.stream().map(Typed.Item::text).toList();
        if (items.size() == 1) {
            words = List.of(words.getFirst().strip().split("\\s+"));
        }
        return checked(words);
    }

    private Optional<List<String>> checked(List<String> words) {
        var place = task.fields().value(Key.SHELL).orElseThrow().span();
        if (words.isEmpty() || words.getFirst().isBlank()) {
            diagnostics.error(
                    place, "'shell' is empty", "write sh -e, bash -euo pipefail, python3");
            return Optional.empty();
        }
        if (words.getFirst().startsWith("-")) {
            diagnostics.error(
                    place,
                    Quoted.of(words.getFirst()) + " is not a program",
                    "the program comes first: sh " + Quoted.harmless(String.join(" ", words)));
            return Optional.empty();
        }
        if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            diagnostics.error(place, "a shell cannot hold a NUL character");
            return Optional.empty();
        }
        String program = words.getFirst();
        String name = program.substring(program.lastIndexOf('/') + 1);
        List<String> whole = new ArrayList<>(words);
        String option = BEFORE_SCRIPT.getOrDefault(name, USUAL);
        if (words.size() == 1 || !endsWith(option, whole.getLast())) {
            whole.add(option);
        }
        return Optional.of(whole);
    }

    /// Whether the last word is that option, alone or behind others: `-c`, `-ec`.
    private static boolean endsWith(String option, String last) {
        return last.matches("-[A-Za-z]*" + option.charAt(1));
    }
}
