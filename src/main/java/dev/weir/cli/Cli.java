package dev.weir.cli;

import dev.weir.cli.command.Commands;
import dev.weir.cli.session.Answers;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Session;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.Quoted;
import dev.weir.disk.IoText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One call of weir: whatever happens in it becomes words on the error stream and an exit code.
public final class Cli {
    private final Commands commands;
    private final Session session;

    public Cli(Session session) {
        this.session = session;
        this.commands = new Commands(session);
    }

    /// Runs the command that the words ask for.
    public ExitCode run(List<String> arguments) {
        ExitCode code = answered(arguments);
        if (session.out().failure().isPresent()) {
            say("cannot write the output: " + IoText.why(session.out().failure().get()));
            return code == ExitCode.DONE ? ExitCode.FAILED : code;
        }
        return code;
    }

    /// The answer to an earlier call, when nothing that it rests on has changed since.
    private ExitCode answered(List<String> arguments) {
        Answers answers = new Answers(session, arguments);
        Optional<String> same = recalled(answers);
        if (same.isPresent()) {
            session.out().print(same.get());
            return ExitCode.DONE;
        }
        ExitCode code = guarded(arguments);
        Optional<Commands.Ground> ground = commands.ground();
        Optional<String> said = session.out().said();
        if (code == ExitCode.DONE
                && ground.isPresent()
                && said.isPresent()
                && session.err().said().filter(String::isEmpty).isPresent()) {
            answers.keep(ground.get().cache(), ground.get().looks(), said.get());
        }
        return code;
    }

    private static Optional<String> recalled(Answers answers) {
        try {
            return answers.recall();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Whether tasks ran, or may have run, in this JVM: their libraries may want to tidy up.
    public boolean hasRunTasks() {
        return commands.hasRunTasks();
    }

    private ExitCode guarded(List<String> arguments) {
        try {
            return commands.run(arguments);
        } catch (DiagnosticException mistakes) {
            session.err().print(mistakes.getMessage());
            return ExitCode.REFUSED;
        } catch (IOException failure) {
            say(IoText.of(failure));
            return ExitCode.FAILED;
        } catch (UncheckedIOException failure) {
            say(IoText.of(failure));
            return ExitCode.FAILED;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        } catch (RuntimeException | Error bug) {
            return internal(bug, arguments);
        }
    }

    private ExitCode internal(Throwable bug, List<String> arguments) {
        StringWriter trace = new StringWriter();
        trace.append("weir ").append(session.version()).append(' ');
        trace.append(String.join(" ", arguments)).append('\n');
        bug.printStackTrace(new PrintWriter(trace, true));
        String words = "internal error: " + bug;
        try {
            Path file = Files.createTempFile("weir-error-", ".txt");
            Files.writeString(file, trace.toString());
            say(words + " (this is a mistake in weir; details are in " + file + ")");
        } catch (IOException unwritable) {
            say(words + " (this is a mistake in weir)");
            session.err().print(trace.toString());
        }
        return ExitCode.INTERNAL;
    }

    private void say(String message) {
        session.err().print("error: " + Quoted.visible(message) + "\n");
    }
}
