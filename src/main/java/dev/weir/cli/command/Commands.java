package dev.weir.cli.command;

import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Session;
import dev.weir.diagnostic.Quoted;
import dev.weir.disk.CacheFolder;
import dev.weir.pipelinefile.CommandNames;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// All commands by name; only the one that is asked for is made.
public final class Commands {
    /// Those that are there, in the order help shows them.
    static final List<String> AVAILABLE =
            List.of(
                    "run", "list", "status", "explain", "graph", "clean", "log", "params", "undo",
                    "adopt", "cache", "verify", "model", "doctor", "help");

    private final Session session;
    private boolean ranTasks;
    private Optional<Ground> ground = Optional.empty();

    public Commands(Session session) {
        this.session = session;
    }

    /// Runs the command that the words ask for; without a command's name they are targets.
    ///
    /// @throws dev.weir.diagnostic.DiagnosticException for mistakes of the user
    /// @throws IOException when a file that has to be read or written cannot be
    public ExitCode run(List<String> arguments) throws IOException, InterruptedException {
        Words words = Words.of(arguments);
        Command command = words.command().map(Commands::named).orElseGet(BuildCommand::new);
        Call call = Call.of(session, words, command);
        try {
            if (call.arguments().has(Option.VERSION)) {
                call.print(session.versionLine());
                return ExitCode.DONE;
            }
            if (call.arguments().has(Option.HELP)) {
                return words.command().isPresent() ? call.help(command) : call.help();
            }
            return command.run(call);
        } finally {
            ranTasks = call.hasRunTasks();
            ground = call.ground();
        }
    }

    /// Whether tasks ran, or may have run, in this JVM.
    public boolean hasRunTasks() {
        return ranTasks;
    }

    /// What an answer rests on.
    ///
    /// @param cache weir's folder of the workspace
    public record Ground(CacheFolder cache, Looks looks) {}

    /// What the answer rests on, if the call was a question or a build that had nothing to do.
    public Optional<Ground> ground() {
        return ground;
    }

    /// Whether a word is, or will be, a command and so no target.
    public static boolean isReserved(String word) {
        return CommandNames.ALL.contains(word);
    }

    /// The command of that name.
    static Command named(String name) {
        return switch (name) {
            case "run" -> new BuildCommand();
            case "list" -> new ListCommand();
            case "status" -> new StatusCommand();
            case "explain" -> new ExplainCommand();
            case "graph" -> new GraphCommand();
            case "clean" -> new CleanCommand();
            case "log" -> new LogCommand();
            case "params" -> new ParamsCommand();
            case "undo" -> new UndoCommand();
            case "adopt" -> new AdoptCommand();
            case "cache" -> new CacheCommand();
            case "verify" -> new VerifyCommand();
            case "model" -> new ModelCommand();
            case "doctor" -> new DoctorCommand();
            case "help" -> new HelpCommand();
            default ->
                    throw Mistake.of(
                            Quoted.of(name) + " is reserved and not available in this version",
                            "a task of that name is built by: weir run " + name);
        };
    }
}
