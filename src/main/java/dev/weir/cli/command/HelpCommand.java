package dev.weir.cli.command;

import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Mistake;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Suggestion;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Shows help on weir as a whole or on one command.
final class HelpCommand implements Command {
    @Override
    public String synopsis() {
        return "weir help [COMMAND]";
    }

    @Override
    public String help() {
        return "Show help on weir or on a command";
    }

    @Override
    public List<String> examples() {
        return List.of("weir help explain");
    }

    @Override
    public Set<Option> options() {
        return Set.of();
    }

    @Override
    public ExitCode run(Call call) throws IOException {
        List<String> operands = call.arguments().operands();
        if (operands.isEmpty()) {
            return call.help();
        }
        String name = operands.getFirst();
        if (!Commands.isReserved(name)) {
            throw Mistake.of(
                    "no command " + Quoted.of(name), Suggestion.among(Commands.AVAILABLE, name));
        }
        return call.help(Commands.named(name));
    }
}
