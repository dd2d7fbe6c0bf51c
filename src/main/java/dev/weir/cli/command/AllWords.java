package dev.weir.cli.command;

import dev.weir.cli.session.Mistake;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.Quoted;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Parses the words of any command line, by picocli: `-kj4`, `--jobs=4`, `--`, and all mistakes.
final class AllWords {
    private AllWords() {}

    /// @throws DiagnosticException when the words do not fit
    static Arguments parse(Set<Option> options, List<String> words) {
        Set<Option> ordered = EnumSet.copyOf(options);
        CommandSpec spec = CommandSpec.create();
        ordered.forEach(option -> spec.addOption(spec(option)));
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
            return arguments(ordered, parser.parseArgs(words.toArray(String[]::new)));
        } catch (CommandLine.UnmatchedArgumentException unmatched) {
            List<String> known = ordered.stream().map(Option::full).toList();
            throw new DiagnosticException(
                    List.of(Arguments.unknown(unmatched.getUnmatched().getFirst(), known)));
        } catch (CommandLine.MissingParameterException missing) {
            throw Mistake.of("option " + Quoted.of(name(missing)) + " needs a value", "");
        } catch (CommandLine.ParameterException other) {
            throw Mistake.of(String.valueOf(other.getMessage()), "");
        }
    }

    /// As picocli takes it; all values are texts.
    private static OptionSpec spec(Option option) {
        OptionSpec.Builder builder =
                OptionSpec.builder(option.names()).arity(option.takesValue() ? "1" : "0");
        if (option.isRepeatable()) {
            return builder.type(List.class).auxiliaryTypes(String.class).build();
        }
        return builder.type(option.takesValue() ? String.class : boolean.class).build();
    }

    private static Arguments arguments(Set<Option> options, ParseResult parsed) {
        Map<Option, List<String>> given = new HashMap<>();
        for (Option option : options) {
            if (parsed.hasMatchedOption(option.full())) {
                given.put(option, values(option, parsed));
            }
        }
        List<String> operands =
                parsed.hasMatchedPositional(0)
                        ? parsed.matchedPositionalValue(0, List.of())
                        : List.of();
        return new Arguments(given, operands);
    }

    private static List<String> values(Option option, ParseResult parsed) {
        if (option.isRepeatable()) {
            return parsed.matchedOptionValue(option.full(), List.of());
        }
        return option.takesValue()
                ? List.of(parsed.<String>matchedOptionValue(option.full(), ""))
                : List.of();
    }

    private static String name(CommandLine.MissingParameterException missing) {
        return missing.getMissing().getFirst() instanceof OptionSpec option
                ? option.longestName()
                : "";
    }
}
