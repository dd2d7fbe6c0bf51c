package dev.weir.cli.command;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import dev.weir.build.Build;
import dev.weir.build.BuildEvent;
import dev.weir.build.BuildRequest;
import dev.weir.build.BuildSetup;
import dev.weir.build.Survey.Finding;
import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Project;
import dev.weir.cli.session.ProjectReader;
import dev.weir.cli.session.Session;
import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.Quoted;
import dev.weir.engine.Engine;
import dev.weir.exec.Cancellation;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.TaskName;
import dev.weir.pipelinefile.ReadRequest.Given;
import dev.weir.report.Console.Volume;
import dev.weir.report.Paint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
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
    private final Words words;
    private Optional<Project> project = Optional.empty();
    private boolean ranTasks;

    private Call(Session session, Arguments arguments, Words words) {
        this.session = session;
        this.arguments = arguments;
        this.words = words;
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
        Call call = new Call(session.in(folder), arguments, words);
        call.colour();
        return call;
    }

    Session session() {
        return session;
    }

    Arguments arguments() {
        return arguments;
    }

    /// The words of the command line, without a command's name.
    List<String> words() {
        return words.all();
    }

    /// The words that build just one task, with the params and the place of this call.
    String again(TaskName task) {
        List<String> again = new ArrayList<>();
        arguments.values(Option.DIRECTORY).forEach(folder -> again.addAll(List.of("-C", folder)));
        arguments.value(Option.FILE).ifPresent(file -> again.addAll(List.of("-f", file)));
        again.addAll(
                Commands.isReserved(task.text())
                        ? List.of("run", task.text())
                        : List.of(task.text()));
        arguments.values(Option.PARAM).forEach(param -> again.addAll(List.of("-P", param)));
        words.params()
                .forEach(param -> again.addAll(List.of(param.option(), param.text().orElse(""))));
        return String.join(" ", again.stream().map(Call::quoted).toList());
    }

    private static String quoted(String word) {
        boolean plain =
                !word.isEmpty()
                        && word.chars()
                                .allMatch(c ->
                                        Character.isLetterOrDigit(c)
                                                || "_./:=@%+,-".indexOf(c) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
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
        for (Words.ParamWord word : words.params()) {
            if (word.text().isEmpty()) {
                checkOptions(reader);
                throw Mistake.of("option " + Quoted.of(word.option()) + " needs a value", "");
            }
            given.add(new Given(word.name(), word.text().get()));
        }
        try {
            return reader.read(given);
        } catch (DiagnosticException mistakes) {
            if (!words.params().isEmpty()) {
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
        for (Words.ParamWord word : words.params()) {
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

    /// What brings the pipeline at hand up to date.
    ///
    /// @param cancellation ends what is asked of tools
    Build build(Cancellation cancellation) throws IOException {
        Project here = project();
        Engine engine = Engine.of(here.root(), session.environment(), here.steps(), cancellation);
        return Build.of(
                new BuildSetup(
                        here.root(),
                        here.cache(),
                        here.pipeline(),
                        here.graph(),
                        session.environment(),
                        engine.runner(),
                        engine.steps(),
                        engine.tools(),
                        session.clock()));
    }

    /// The verdict on each of the tasks and what they need, in order; takes no lock and makes
    /// nothing.
    SequencedMap<TaskName, Finding> survey(List<TaskName> tasks)
            throws IOException, InterruptedException {
        return new LinkedHashMap<>(build(new Cancellation()).survey(tasks).findings());
    }

    /// The same for a build as asked for.
    SequencedMap<TaskName, Finding> survey(BuildRequest request)
            throws IOException, InterruptedException {
        return new LinkedHashMap<>(build(new Cancellation()).survey(request).findings());
    }

    /// Shows a warning of something that is no build.
    void warned(BuildEvent event) {
        if (event instanceof BuildEvent.Warned(String message)) {
            session.err().print(errPaint().notable("warning") + ": " + message + "\n");
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
