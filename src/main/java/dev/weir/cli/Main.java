package dev.weir.cli;

import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Session;
import dev.weir.report.TextOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Starts weir as a process.
public final class Main {
    private Main() {}

    /// Keeps picocli from looking for Groovy and for types nobody converts to, which opens jars.
    ///
    /// Ends the JVM by halting where nothing ran in it: nothing waits then, and an orderly exit
    /// loads the JDK's logging first, a third of the time that a build with nothing to do takes.
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // some have digits of their own, and no key has any
        System.setProperty("user.timezone", "UTC"); // for steps, as TZ is for commands
        System.setProperty("picocli.disable.closures", "true");
        System.setProperty("picocli.converters.excludes", ".*");
        Cli cli = new Cli(session());
        int code = cli.run(List.of(arguments)).code();
        if (cli.hasRunTasks()) {
            System.exit(code);
        }
        Runtime.getRuntime().halt(code);
    }

    /// The same without ending the JVM.
    static ExitCode run(String... arguments) {
        return new Cli(session()).run(List.of(arguments));
    }

    static Session session() {
        return new Session(
                Path.of("").toAbsolutePath(),
                System.getenv(),
                new TextOutput(new FileOutputStream(FileDescriptor.out)),
                new TextOutput(new FileOutputStream(FileDescriptor.err)),
                new ProcessTerminal(),
                new ProcessSignals(),
                InstantSource.system(),
                Objects.requireNonNullElse(
                        Main.class.getPackage().getImplementationVersion(), "development"),
                System.getProperty("weir.build", ""));
    }
}
