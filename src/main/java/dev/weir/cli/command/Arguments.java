package dev.weir.cli.command;

import dev.weir.cli.session.Mistake;
import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The options and operands of a command, parsed.
///
/// @param given what was given to each option, in order; a flag has no values
/// @param operands the words that are no options
record Arguments(Map<Option, List<String>> given, List<String> operands) {
    Arguments {
        given = Map.copyOf(given);
        operands = List.copyOf(operands);
    }

    /// Parses the words by the options that the command takes. Most lines are plain, and picocli
    /// takes a tenth of a start to say the same of these.
    ///
    /// @throws dev.weir.diagnostic.DiagnosticException when the words do not fit
    static Arguments of(Set<Option> options, List<String> words) {
        return PlainWords.parse(options, words).orElseGet(() -> AllWords.parse(options, words));
    }

    /// A word that looks like an option and is none.
    static Diagnostic unknown(String word, List<String> known) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String meant = Suggestion.among(known, name);
        return Mistake.diagnostic(
                "unknown option " + Quoted.of(name),
                meant.isEmpty() ? "'weir --help' lists the options and the params" : meant);
    }

    boolean has(Option option) {
        return given.containsKey(option);
    }

    /// The last value given.
    Optional<String> value(Option option) {
        List<String> values = values(option);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    /// All values given, in order.
    List<String> values(Option option) {
        return given.getOrDefault(option, List.of());
    }
}
