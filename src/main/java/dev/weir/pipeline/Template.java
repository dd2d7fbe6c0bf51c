package dev.weir.pipeline;

import java.util.List;

/// The text of a command in which only the paths of inputs are still open: a glob's files are known
/// when the task is ready. Everything else (params, outputs, env, the outputs of other tasks) is
/// rendered and quoted already.
public record Template(List<Part> parts) {
    public Template {
        parts = List.copyOf(parts);
    }

    /// A piece of the text.
    public sealed interface Part {}

    /// Text that stands as it is.
    public record Literal(String text) implements Part {}

    /// The paths of an input, one word each.
    ///
    /// @param name the input's name, or `""` for all inputs of the task in declared order
    /// @param inQuotes whether it stands inside quotes or a heredoc of the script: a path that
    ///   would need quoting is an error there
    /// @param raw whether the user asked for no quoting (`:raw`)
    public record InputPaths(String name, boolean inQuotes, boolean raw) implements Part {}

    /// A text without open places.
    public static Template of(String text) {
        return new Template(List.of(new Literal(text)));
    }
}
