package dev.weir.cli.command;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Project;
import dev.weir.cli.session.ProjectReader;
import dev.weir.cli.session.Session;
import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Param;
import dev.weir.pipelinefile.ReadRequest.Given;
import dev.weir.report.Console.Volume;
import dev.weir.report.Paint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A command with everything it was given.
final class Call {
    /// The options that all commands take.
    static final Set<Option> SHARED =
            EnumSet.of(
                    Option.DIRECTORY,
                    Option.FILE,
                    Option.PARAM,
                    Option.QUIET,
                    Option.VERBOSE,
                    Option.COLOR,
                    Option.HELP,
                    Option.VERSION);

    private final Session session;
    private final Arguments arguments;
    private final List<Words.ParamWord> paramWords;
    private Optional<Project> project = Optional.empty();
    private boolean ranTasks;

    private Call(Session session, Arguments arguments, List<Words.ParamWord> paramWords) {
        this.session = session;
        this.arguments = arguments;
        this.paramWords = paramWords;
    }

    /// @throws DiagnosticException when the words do not fit the command
    static Call of(Session session, Words words, Command command) {
        Set<Option> options = EnumSet.copyOf(SHARED);
        options.addAll(command.options());
        Arguments arguments = Arguments.of(options, words.rest());
        Path folder = session.folder();
        for (String directory : arguments.values(Option.DIRECTORY)) {
            folder = folder.resolve(directory).normalize();
            if (!Files.isDirectory(folder)) {
                throw Mistake.of("no folder " + Quoted.of(directory), "");
            }
        }
        Call call = new Call(session.in(folder), arguments, words.params());
        call.colour();
        return call;
    }

    Session session() {
        return session;
    }

    Arguments arguments() {
        return arguments;
    }

    /// From now on tasks run in this JVM.
    void tasksRun() {
        ranTasks = true;
    }

    /// Whether tasks ran, or may have run, in this JVM.
    boolean hasRunTasks() {
        return ranTasks;
    }

    /// The pipeline at hand, with the params of the command line.
    Project project() throws IOException {
        if (project.isEmpty()) {
            project = Optional.of(read());
        }
        return project.get();
    }

    private Project read() throws IOException {
        ProjectReader reader = new ProjectReader(session, arguments.value(Option.FILE));
        List<Given> given = new ArrayList<>();
        arguments.values(Option.PARAM).forEach(word -> given.add(given(word)));
        for (Words.ParamWord word : paramWords) {
            if (word.text().isEmpty()) {
                checkOptions(reader);
                throw Mistake.of("option " + Quoted.of(word.option()) + " needs a value", "");
            }
            given.add(new Given(word.name(), word.text().get()));
        }
        try {
            return reader.read(given);
        } catch (DiagnosticException mistakes) {
            if (!paramWords.isEmpty()) {
                checkOptions(reader);
            }
            throw mistakes;
        }
    }

    private static Given given(String word) {
        int equals = word.indexOf('=');
        if (equals <= 0) {
            throw Mistake.of(
                    "option '--param' needs NAME=VALUE, not " + Quoted.of(word),
                    "write -P year=2024");
        }
        return new Given(word.substring(0, equals), word.substring(equals + 1));
    }

    /// Options that neither a command nor the pipeline knows.
    private void checkOptions(ProjectReader reader) throws IOException {
        List<Param> known = reader.params();
        List<Diagnostic> unknown = new ArrayList<>();
        for (Words.ParamWord word : paramWords) {
            String name = word.name().replace('-', '_');
            if (known.stream().noneMatch(param -> param.path().replace('-', '_').equals(name))) {
                unknown.add(unknown(word, known));
            }
        }
        if (!unknown.isEmpty()) {
            throw new DiagnosticException(unknown);
        }
    }

    /// The params of the pipeline at hand; none where there is no pipeline, or a broken one.
    List<Param> params() throws IOException {
        try {
            return new ProjectReader(session, arguments.value(Option.FILE)).params();
        } catch (DiagnosticException _) {
            return List.of();
        }
    }

    private static Diagnostic unknown(Words.ParamWord word, List<Param> params) {
        List<String> known = new ArrayList<>();
        for (Option option : Option.values()) {
            known.add(option.full());
        }
        params.forEach(param -> known.add("--" + param.path().replace('_', '-')));
        return Arguments.unknown(word.option(), known);
    }

    /// For commands that take options only.
    void takesNoOperands() {
        if (!arguments.operands().isEmpty()) {
            throw Mistake.of(
                    "unexpected argument " + Quoted.of(arguments.operands().getFirst()), "");
        }
    }

    /// Results.
    void print(CharSequence text) {
        session.out().print(text);
    }

    /// Results for programs.
    void printJson(JsonElement json) {
        print(new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create().toJson(json));
        print("\n");
    }

    /// How much is said.
    Volume volume() {
        if (arguments.has(Option.QUIET)) {
            return Volume.QUIET;
        }
        return arguments.has(Option.VERBOSE) ? Volume.VERBOSE : Volume.USUAL;
    }

    /// The colours of results.
    Paint paint() {
        return new Paint(isColoured(session.terminal().isOut()));
    }

    /// The colours of errors.
    Paint errPaint() {
        return new Paint(isColoured(session.terminal().isErr()));
    }

    private boolean isColoured(boolean terminal) {
        return switch (colour()) {
            case "always" -> true;
            case "never" -> false;
            default ->
                    terminal
                            && !isDumb()
                            && session.environment().getOrDefault("NO_COLOR", "").isEmpty();
        };
    }

    private String colour() {
        String when = arguments.value(Option.COLOR).orElse("auto");
        return switch (when) {
            case "auto", "always", "never" -> when;
            default ->
                    throw Mistake.of(
                            "option '--color' takes auto, always or never, not " + Quoted.of(when),
                            "");
        };
    }

    /// Whether a line of the terminal can be drawn again.
    boolean isLive() {
        return session.terminal().isOut() && !isDumb();
    }

    private boolean isDumb() {
        return session.environment().getOrDefault("TERM", "").equals("dumb");
    }
}
