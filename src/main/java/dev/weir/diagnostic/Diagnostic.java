package dev.weir.diagnostic;

import java.util.Comparator;
import java.util.Optional;

/// One thing that is wrong, or looks wrong, with what a user wrote.
///
/// @param message what is wrong: lower case, no full stop, the user's words in quotes
/// @param help what to do about it, in the same style
public record Diagnostic(Severity severity, Where where, String message, Optional<String> help) {
    /// By text, then by place in it; what has no place in a text comes last. Stable otherwise.
    public static final Comparator<Diagnostic> BY_PLACE =
            Comparator.comparingInt((Diagnostic d) -> d.where() instanceof Where.Text ? 0 : 1)
                    .thenComparing(d -> d.where().name())
                    .thenComparingInt(
                            d -> d.where() instanceof Where.Text(Span span) ? span.start() : 0)
                    .thenComparingInt(
                            d -> d.where() instanceof Where.Text(Span span) ? span.end() : 0)
                    .thenComparing(Diagnostic::severity);

    /// A mistake.
    public static Diagnostic error(Where where, String message) {
        return new Diagnostic(Severity.ERROR, where, message, Optional.empty());
    }

    /// A mistake, with what to do about it; `""` for nothing.
    public static Diagnostic error(Where where, String message, String help) {
        return new Diagnostic(Severity.ERROR, where, message, helping(help));
    }

    /// Something that works but is hardly meant, with what to do about it; `""` for nothing.
    public static Diagnostic warning(Where where, String message, String help) {
        return new Diagnostic(Severity.WARNING, where, message, helping(help));
    }

    private static Optional<String> helping(String help) {
        return help.isEmpty() ? Optional.empty() : Optional.of(help);
    }

    /// Whether work can go on.
    public enum Severity {
        ERROR,
        WARNING;

        /// As users read it.
        public String text() {
            return this == ERROR ? "error" : "warning";
        }
    }

    /// What a diagnostic is about.
    public sealed interface Where {
        /// What it is called, `""` for nothing in particular.
        String name();

        /// A piece of a text.
        record Text(Span span) implements Where {
            @Override
            public String name() {
                return span.source().name();
            }
        }

        /// Something that users know by a name but that has no lines, such as `--param month=13`.
        record Named(String name) implements Where {}

        /// Nothing in particular.
        record Nowhere() implements Where {
            @Override
            public String name() {
                return "";
            }
        }
    }
}
