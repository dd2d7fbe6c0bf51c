package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.expression.Expression;
import dev.weir.pipelinefile.matrix.Cell;
import dev.weir.pipelinefile.render.Resolution;
import java.util.List;
import java.util.Optional;

/// `matrix.AXIS`: the value a cell has on an axis, or a part of it.
final class CellNames {
    private static final int AXIS = 1;

    private final Cell cell;
    private final Diagnostics diagnostics;

    CellNames(Cell cell, Diagnostics diagnostics) {
        this.cell = cell;
        this.diagnostics = diagnostics;
    }

    /// What a `matrix` expression names.
    ///
    /// @param there whether the task is there; if not, values need not have the parts that are
    ///   named
    Resolution resolve(Expression expression, boolean there) {
        Optional<Cell.Place> place = place(expression);
        if (place.isEmpty()) {
            return new Resolution.Unknown();
        }
        List<String> below = below(expression);
        Optional<Value> value = Cell.below(place.get(), below);
        if (value.isEmpty() && there) {
            reportMissing(expression, place.get(), below);
        }
        return value.<Resolution>map(Resolution.Known::new).orElseGet(Resolution.Unknown::new);
    }

    /// The names of an expression behind that of the axis.
    static List<String> below(Expression expression) {
        return expression.path().subList(AXIS + 1, expression.path().size());
    }

    /// Where the cell is on the axis an expression names; one that there is not is reported.
    Optional<Cell.Place> place(Expression expression) {
        if (cell.places().isEmpty()) {
            diagnostics.error(
                    expression.span(),
                    "this task has no matrix",
                    "give it one: matrix: { NAME: [VALUE, …] }");
            return Optional.empty();
        }
        if (expression.path().size() == AXIS) {
            diagnostics.error(
                    expression.span(),
                    "'matrix' names no axis",
                    "write ${{ matrix." + cell.axes().getFirst() + " }}");
            return Optional.empty();
        }
        String axis = expression.path().get(AXIS);
        Optional<Cell.Place> place = cell.on(axis);
        if (place.isEmpty()) {
            String suggestion = diagnostics.suggestion(axis, cell.axes());
            diagnostics.error(
                    expression.nameSpan(AXIS),
                    "the matrix has no axis " + Quoted.of(axis),
                    suggestion.isEmpty() ? "it has " + String.join(", ", cell.axes()) : suggestion);
        }
        return place;
    }

    private void reportMissing(Expression expression, Cell.Place place, List<String> below) {
        diagnostics.error(
                expression.nameSpan(AXIS + 1),
                Quoted.of(place.label())
                        + " of the axis "
                        + Quoted.of(place.axis().name())
                        + " has no "
                        + Quoted.of(String.join(".", below)),
                place.value() instanceof Value.Mapping(var parts)
                        ? diagnostics.suggestion(below.getFirst(), parts.keySet())
                        : "");
    }
}
