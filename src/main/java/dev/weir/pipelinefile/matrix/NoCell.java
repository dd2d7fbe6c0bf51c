package dev.weir.pipelinefile.matrix;

import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Suggestion;
import dev.weir.pipeline.TaskName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/// Why a name selects no cell of a matrix.
///
/// @param help what to do about it, `""` for nothing
public record NoCell(String message, String help) {
    private static final int MOST_SHOWN = 12;

    /// @param wanted selects none of the cells
    /// @param cells all tasks that are declared under the name
    public static NoCell of(TaskName wanted, Collection<TaskName> cells) {
        String task = Quoted.of(wanted.declared());
        SequencedSet<String> axes = new LinkedHashSet<>();
        cells.forEach(cell -> axes.addAll(cell.cell().keySet()));
        if (axes.isEmpty()) {
            return new NoCell("the task " + task + " has no matrix", "it is just " + task);
        }
        for (Map.Entry<String, String> one : wanted.cell().entrySet()) {
            String axis = one.getKey();
            if (!axes.contains(axis)) {
                String suggestion = Suggestion.among(axes, axis);
                return new NoCell(
                        "the matrix of " + task + " has no axis " + Quoted.of(axis),
                        suggestion.isEmpty() ? "it has " + shown(axes) : suggestion);
            }
            SequencedSet<String> values = new LinkedHashSet<>();
            cells.forEach(cell -> values.add(cell.cell().getOrDefault(axis, "")));
            if (!values.contains(one.getValue())) {
                String suggestion = Suggestion.among(values, one.getValue());
                return new NoCell(
                        "no cell of " + task + " has " + axis + "=" + one.getValue(),
                        suggestion.isEmpty() ? axis + " is one of " + shown(values) : suggestion);
            }
        }
        return new NoCell("no cell of " + task + " is " + Quoted.of(wanted.text()), "");
    }

    private static String shown(SequencedSet<String> words) {
        String shown = String.join(", ", words.stream().limit(MOST_SHOWN).toList());
        return Quoted.harmless(shown) + (words.size() > MOST_SHOWN ? ", …" : "");
    }
}
