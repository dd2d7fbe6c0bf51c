package dev.weir.cli.command;

import dev.weir.cli.session.Mistake;
import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The options and operands of a command, parsed.
final class Arguments {
    private final ParseResult parsed;

    private Arguments(ParseResult parsed) {
        this.parsed = parsed;
    }

    /// Parses the words by the options that the command takes.
    static Arguments of(Set<Option> options, List<String> words) {
        CommandSpec spec = CommandSpec.create();
        options.forEach(option -> spec.addOption(option.spec()));
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index("0..*")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .build());
        CommandLine parser = new CommandLine(spec);
        parser.setOverwrittenOptionsAllowed(true);
        parser.setExpandAtFiles(false);
        parser.setTrimQuotes(false);
        try {
            return new Arguments(parser.parseArgs(words.toArray(String[]::new)));
        } catch (CommandLine.UnmatchedArgumentException unmatched) {
            List<String> known = options.stream().map(Option::full).toList();
            throw new DiagnosticException(
                    List.of(unknown(unmatched.getUnmatched().getFirst(), known)));
        } catch (CommandLine.MissingParameterException missing) {
            throw Mistake.of("option " + Quoted.of(name(missing)) + " needs a value", "");
        } catch (CommandLine.ParameterException other) {
            throw Mistake.of(String.valueOf(other.getMessage()), "");
        }
    }

    private static String name(CommandLine.MissingParameterException missing) {
        return missing.getMissing().getFirst() instanceof OptionSpec option
                ? option.longestName()
                : "";
    }

    /// A word that looks like an option and is none.
    static Diagnostic unknown(String word, List<String> known) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        return Mistake.diagnostic(
                "unknown option " + Quoted.of(name), Suggestion.among(known, name));
    }

    boolean has(Option option) {
        return parsed.hasMatchedOption(option.full());
    }

    /// The last value given.
    Optional<String> value(Option option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option.full(), null));
    }

    /// All values given, in order.
    List<String> values(Option option) {
        return parsed.matchedOptionValue(option.full(), List.of());
    }

    /// The words that are no options.
    List<String> operands() {
        return parsed.hasMatchedPositional(0)
                ? parsed.matchedPositionalValue(0, List.of())
                : List.of();
    }
}
