package dev.weir.pipelinefile.render;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.Value;

/// How much the expressions and matrices of one Pipelinefile may make: a few lines that double each
/// other would fill any memory.
public final class Budget {
    private static final int LONGEST = 1_000_000;
    private static final long ALL = 200_000_000;
    private static final int CELLS = 200_000;

    private long taken;
    private int cells;

    /// Whether a text may have that length; reported when not.
    public boolean fits(int length, Span span, Diagnostics diagnostics) {
        if (length > LONGEST) {
            diagnostics.error(
                    span, "the expressions make a text of more than " + LONGEST + " characters");
        }
        return length <= LONGEST;
    }

    /// Counts the characters of a text that was made.
    public boolean take(int length, Span span, Diagnostics diagnostics) {
        taken += length;
        if (taken > ALL) {
            diagnostics.error(
                    span, "the expressions of this file make more than " + ALL + " characters");
        }
        return taken <= ALL && fits(length, span, diagnostics);
    }

    /// Counts the cells of a matrix.
    public boolean takeCells(int count, Span span, Diagnostics diagnostics) {
        cells += count;
        if (cells > CELLS) {
            diagnostics.error(span, "the matrices make more than " + CELLS + " tasks");
        }
        return cells <= CELLS;
    }

    /// Counts a value that became part of another.
    public boolean take(Value value, Span span, Diagnostics diagnostics) {
        return switch (value) {
            case Value.Sequence _, Value.Mapping _ -> take(size(value, 0), span, diagnostics);
            default -> true;
        };
    }

    /// A measure of the text of a value, counted no further than [#LONGEST].
    private static int size(Value value, int before) {
        int size = before + 1;
        switch (value) {
            case Value.Text(String text) -> size += Math.min(text.length(), LONGEST);
            case Value.Sequence(var values) -> {
                for (Value item : values) {
                    size = size > LONGEST ? size : size(item, size);
                }
            }
            case Value.Mapping(var values) -> {
                for (Value item : values.values()) {
                    size = size > LONGEST ? size : size(item, size);
                }
            }
            default -> {}
        }
        return size;
    }
}
