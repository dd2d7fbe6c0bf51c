package dev.weir.diagnostic;

import dev.weir.diagnostic.Diagnostic.Where;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what is found wrong during a phase, each thing once. Of a text that is wrong all over,
/// the first thousand things are kept.
public final class Diagnostics {
    private static final int MOST = 1_000;
    private static final int SUGGESTIONS = 200;

    private final Set<Diagnostic> found = new LinkedHashSet<>();
    private int errors;
    private int suggestions;
    private int left;

    /// Something wrong or suspicious.
    public void add(Diagnostic diagnostic) {
        boolean fresh = !found.contains(diagnostic);
        if (fresh && found.size() < MOST) {
            found.add(diagnostic);
        } else if (fresh) {
            left++;
        }
        if (fresh && diagnostic.severity() == Diagnostic.Severity.ERROR) {
            errors++;
        }
    }

    /// A mistake in a text.
    public void error(Span span, String message) {
        add(Diagnostic.error(new Where.Text(span), message));
    }

    /// A mistake in a text, with what to do about it; `""` for nothing.
    public void error(Span span, String message, String help) {
        add(Diagnostic.error(new Where.Text(span), message, help));
    }

    /// Something in a text that is hardly meant, with what to do about it; `""` for nothing.
    public void warning(Span span, String message, String help) {
        add(Diagnostic.warning(new Where.Text(span), message, help));
    }

    /// `did you mean 'train'?`, or `""` when nothing is alike. Only the first mistakes of a phase
    /// are compared with everything that is known: a text with thousands of them must not take
    /// minutes.
    public String suggestion(String written, Iterable<String> known) {
        return suggestions++ < SUGGESTIONS ? Suggestion.among(known, written) : "";
    }

    /// How many mistakes were found so far.
    public int errors() {
        return errors;
    }

    /// What was found so far, by place.
    public List<Diagnostic> all() {
        List<Diagnostic> all = new ArrayList<>(found);
        all.sort(Diagnostic.BY_PLACE);
        if (left > 0) {
            String message = left + " more are not shown";
            all.add(Diagnostic.error(new Where.Nowhere(), message));
        }
        return all;
    }

    /// Ends the phase if a mistake was found.
    ///
    /// @throws DiagnosticException with everything found
    public void throwIfErrors() {
        if (errors > 0) {
            throw new DiagnosticException(all());
        }
    }
}
