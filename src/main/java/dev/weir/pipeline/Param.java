package dev.weir.pipeline;

import java.util.List;
import java.util.Optional;

/// A leaf of the params.
///
/// @param path dotted, `model.max_depth`
/// @param value what it has in this build
/// @param initial what the Pipelinefile says, before param files and command line
/// @param help `""` for none
public record Param(
        String path,
        Type type,
        Value value,
        Value initial,
        Optional<Value> min,
        Optional<Value> max,
        List<Value> choices,
        String help) {
    public Param {
        choices = List.copyOf(choices);
    }

    /// What values a param takes.
    public enum Type {
        INT,
        FLOAT,
        BOOL,
        STRING,
        DATE,
        LIST;

        /// As users write it.
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
