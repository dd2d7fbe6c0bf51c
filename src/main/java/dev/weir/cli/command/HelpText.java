package dev.weir.cli.command;

import dev.weir.pipeline.Param;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Help for people.
final class HelpText {
    private static final String PROMISE =
            "Brings targets up to date: runs what changed, restores what was made before, skips the"
                    + " rest.\n";

    private static final List<String> FIRST_STEPS =
            List.of(
                    "weir  # the default target",
                    "weir train --year 2024  # one target, with a param",
                    "weir -n deploy  # what would run, and why",
                    "weir data/clean.parquet  # the task that makes a file");

    private HelpText() {}

    /// Help on weir as a whole.
    ///
    /// @param params of the pipeline at hand
    static String general(List<Param> params) {
        StringBuilder text = new StringBuilder(PROMISE);
        text.append(
                "\nusage: weir [OPTION…] [TARGET…]\n       weir COMMAND [OPTION…] [ARGUMENT…]\n");
        Columns commands = new Columns();
        List<String> examples = new ArrayList<>(FIRST_STEPS);
        for (String name : Commands.AVAILABLE) {
            Command command = Commands.named(name);
            commands.row(name, command.help());
            examples.add(command.examples().getFirst());
        }
        text.append("\ncommands:\n").append(commands.text("  "));
        Set<Option> options = new HashSet<>(BuildCommand.OPTIONS);
        options.addAll(Call.SHARED);
        text.append("\noptions:\n").append(options(options));
        text.append(params(params));
        text.append("\nexamples:\n").append(examples(examples));
        return text.append("\nMore on a command: weir help COMMAND\n").toString();
    }

    /// Help on one command.
    static String of(Command command) {
        StringBuilder text = new StringBuilder();
        text.append(command.help()).append(".\n\nusage: ").append(command.synopsis()).append('\n');
        if (!command.options().isEmpty()) {
            text.append("\noptions:\n").append(options(command.options()));
        }
        text.append("\noptions of all commands:\n").append(options(Call.SHARED));
        return text.append("\nexamples:\n").append(examples(command.examples())).toString();
    }

    private static String options(Set<Option> options) {
        Columns columns = new Columns();
        for (Option option : Option.values()) {
            if (options.contains(option)) {
                columns.row(option.synopsis(), option.help());
            }
        }
        return columns.text("  ");
    }

    private static String params(List<Param> params) {
        if (params.isEmpty()) {
            return "";
        }
        Columns columns = new Columns();
        for (Param param : params) {
            String label = param.type().text().toUpperCase(Locale.ROOT);
            columns.row(option(param) + label, ParamText.withDefault(param));
        }
        return "\nparams of this pipeline:\n" + columns.text("  ");
    }

    /// How the param is set: `--year INT`, and `-P model.depth=INT` where it has no option.
    private static String option(Param param) {
        String option = "--" + param.path().replace('_', '-');
        boolean direct = param.path().indexOf('.') < 0 && Option.named(option).isEmpty();
        return direct ? option + " " : "-P " + param.path() + "=";
    }

    private static String examples(List<String> examples) {
        Columns columns = new Columns();
        for (String example : examples) {
            int comment = example.indexOf("  # ");
            if (comment < 0) {
                columns.row(example);
            } else {
                columns.row(example.substring(0, comment), example.substring(comment + 2));
            }
        }
        return columns.text("  ");
    }
}
