package dev.weir.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The words of a command line, told apart as far as that goes without a pipeline: the command, the
/// values of params (`--year 2024`), and the rest.
///
/// @param command the first word that is no option, if it is a command's name
/// @param params options that no command has
/// @param rest options and operands in order, for the command's own parser
record Words(Optional<String> command, List<ParamWord> params, List<String> rest) {
    Words {
        params = List.copyOf(params);
        rest = List.copyOf(rest);
    }

    /// An option that can only be a param.
    ///
    /// @param option as written, `--trips-file`
    /// @param text its value, if one follows
    record ParamWord(String option, Optional<String> text) {
        /// Without the dashes.
        String name() {
            return option.substring(2);
        }
    }

    /// Everything but the command's name, params last.
    List<String> all() {
        List<String> all = new ArrayList<>(rest);
        for (ParamWord param : params) {
            all.add(param.option() + param.text().map(text -> "=" + text).orElse(""));
        }
        return all;
    }

    /// The command line, for others to read.
    String line() {
        StringBuilder line = new StringBuilder("weir");
        if (command.isPresent()) {
            line.append(' ').append(command.get());
        }
        for (String word : all()) {
            line.append(' ').append(word);
        }
        return line.toString();
    }

    static Words of(List<String> arguments) {
        return new Scan(arguments).words();
    }

    private static final class Scan {
        private final List<String> arguments;
        private final List<ParamWord> params = new ArrayList<>();
        private final List<String> rest = new ArrayList<>();
        private Optional<String> command = Optional.empty();
        private boolean operandSeen;
        private int next;

        Scan(List<String> arguments) {
            this.arguments = arguments;
        }

        Words words() {
            while (next < arguments.size()) {
                String word = arguments.get(next++);
                if (word.equals("--")) {
                    rest.add(word);
                    rest.addAll(arguments.subList(next, arguments.size()));
                    break;
                }
                take(word);
            }
            return new Words(command, params, rest);
        }

        private void take(String word) {
            if (word.startsWith("--")) {
                takeLong(word);
            } else if (word.startsWith("-") && word.length() > 1) {
                rest.add(word);
                takeValueOf(cluster(word));
            } else if (!operandSeen && Commands.isReserved(word)) {
                operandSeen = true;
                command = Optional.of(word);
            } else {
                operandSeen = true;
                rest.add(word);
            }
        }

        private void takeLong(String word) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            Optional<Option> option = Option.named(name);
            if (option.isPresent()) {
                rest.add(word);
                takeValueOf(equals < 0 ? option : Optional.empty());
            } else if (equals >= 0) {
                params.add(new ParamWord(name, Optional.of(word.substring(equals + 1))));
            } else if (next < arguments.size()) {
                params.add(new ParamWord(name, Optional.of(arguments.get(next++))));
            } else {
                params.add(new ParamWord(name, Optional.empty()));
            }
        }

        /// The option of `-kj 4` whose value is the next word.
        private static Optional<Option> cluster(String word) {
            for (int i = 1; i < word.length(); i++) {
                Optional<Option> option = Option.named("-" + word.charAt(i));
                if (option.isEmpty() || option.get().takesValue()) {
                    return i == word.length() - 1 ? option : Optional.empty();
                }
            }
            return Optional.empty();
        }

        private void takeValueOf(Optional<Option> option) {
            if (option.isPresent() && option.get().takesValue() && next < arguments.size()) {
                rest.add(arguments.get(next++));
            }
        }
    }
}
