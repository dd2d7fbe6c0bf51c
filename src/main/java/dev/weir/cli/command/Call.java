package dev.weir.cli.command;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import dev.weir.build.Build;
import dev.weir.build.BuildSetup;
import dev.weir.build.event.BuildEvent;
import dev.weir.build.upkeep.Storage;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verdict.Survey.Finding;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Project;
import dev.weir.cli.session.ProjectReader;
import dev.weir.cli.session.Session;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.Quoted;
import dev.weir.disk.CacheFolder;
import dev.weir.engine.Engine;
import dev.weir.exec.Cancellation;
import dev.weir.exec.TaskRunner;
import dev.weir.exec.command.AttachedRunner;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Unseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// A command with everything it was given.
final class Call {
    /// The options that all commands take.
    static final Set<Option> SHARED =
            Set.of(
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
    private Optional<Attachment> attachment = Optional.empty();
    private Optional<AttachedRunner> attached = Optional.empty();
    private final Words words;
    private final GivenParams params;
    private final Look look;
    private final ProjectReader reader;
    private Optional<Project> project = Optional.empty();
    private boolean ranTasks;
    private Optional<Commands.Ground> ground = Optional.empty();

    private Call(Session session, Arguments arguments, Words words) {
        this.session = session;
        this.arguments = arguments;
        this.words = words;
        this.params = new GivenParams(arguments.values(Option.PARAM), words.params());
        this.look = Look.of(session, arguments);
        this.reader = new ProjectReader(session, arguments.value(Option.FILE));
    }

    /// @throws DiagnosticException when the words do not fit the command
    static Call of(Session session, Words words, Command command) {
        Set<Option> options = new HashSet<>(SHARED);
        options.addAll(command.options());
        Arguments arguments = Arguments.of(options, words.rest());
        Path folder = session.folder();
        for (String directory : arguments.values(Option.DIRECTORY)) {
            folder = folder.resolve(directory).normalize();
            if (!Files.isDirectory(folder)) {
                throw Mistake.of("no folder " + Quoted.of(directory), "");
            }
        }
        return new Call(session.in(folder), arguments, words);
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
        again.addAll(params.again());
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

    /// Prints the answer to a question, as [#isAnswered].
    ExitCode answer(CharSequence text) {
        print(text);
        isAnswered();
        return ExitCode.DONE;
    }

    /// The same for programs.
    ExitCode answerJson(JsonElement json) {
        printJson(json);
        isAnswered();
        return ExitCode.DONE;
    }

    /// What was printed is all there is to say, and rests on nothing but what was looked at.
    void isAnswered() {
        CacheFolder cache = new CacheFolder(root().resolve(Unseen.CACHE));
        ground = Optional.of(new Commands.Ground(cache, reader.looks()));
    }

    Optional<Commands.Ground> ground() {
        return ground;
    }

    /// Whether tasks ran, or may have run, in this JVM.
    boolean hasRunTasks() {
        return ranTasks;
    }

    /// The pipeline at hand, with the params of the command line.
    Project project() throws IOException {
        if (project.isEmpty()) {
            project = Optional.of(params.read(reader));
        }
        return project.get();
    }

    /// The folder of the Pipelinefile at hand, which may be a broken one.
    Path root() {
        return reader.root();
    }

    /// Where results are kept, also when the Pipelinefile is a broken one.
    Storage storage() {
        return reader.storage();
    }

    /// Help on weir as a whole, with the params of the pipeline at hand if there is a good one.
    ExitCode help() throws IOException {
        List<Param> params;
        try {
            params = reader.params();
        } catch (DiagnosticException _) {
            print(HelpText.general(List.of()));
            return ExitCode.DONE;
        }
        return answer(HelpText.general(params));
    }

    /// Help on a command.
    ExitCode help(Command command) {
        print(HelpText.of(command));
        return ExitCode.DONE;
    }

    /// Spares the next call the reading of the Pipelinefile; for commands that change things
    /// anyway.
    void keepPlan() {
        reader.keepPlan();
    }

    /// For commands that take options only.
    void takesNoOperands() {
        if (!arguments.operands().isEmpty()) {
            throw Mistake.of(
                    "unexpected argument " + Quoted.of(arguments.operands().getFirst()), "");
        }
    }

    /// Gives a task the terminal in the build that follows.
    void attach(Attachment one) {
        attachment = Optional.of(one);
    }

    /// Whether a command has the terminal now.
    boolean isAttached() {
        return attached.isPresent() && attached.get().isAttached();
    }

    private TaskRunner runner(Engine engine) {
        attached = attachment.map(one -> new AttachedRunner(one.task(), engine.runner()));
        return attached.<TaskRunner>map(one -> one).orElse(engine.runner());
    }

    /// What brings the pipeline at hand up to date.
    ///
    /// @param cancellation ends what is asked of tools
    Build build(Cancellation cancellation) throws IOException {
        Project here = project();
        Optional<Pipeline> changed = attachment.map(one -> one.in(here.pipeline()));
        Engine engine = Engine.of(here.root(), here.steps(), reader::ownSteps, cancellation);
        return Build.of(
                        new BuildSetup(
                                here.root(),
                                here.pipelinefile(),
                                reader.filesRead(),
                                here.cache(),
                                here.storage(),
                                changed.orElse(here.pipeline()),
                                changed.map(TaskGraph::of).orElse(here.graph()),
                                here.outside(),
                                runner(engine),
                                engine.steps(),
                                new NotedTools(engine.tools(), reader.looks()),
                                session.clock(),
                                reader.looks()))
                .called(words.line());
    }

    /// The verdict on each of the tasks and what they need, in order; takes no lock and makes
    /// nothing.
    SequencedMap<TaskName, Finding> survey(List<TaskName> tasks)
            throws IOException, InterruptedException {
        return new LinkedHashMap<>(build(new Cancellation()).survey(tasks).findings());
    }

    /// The same for a build as asked for.
    Survey survey(BuildRequest request) throws IOException, InterruptedException {
        return build(new Cancellation()).survey(request);
    }

    /// Shows a warning of something that is no build.
    void warned(BuildEvent event) {
        if (event instanceof BuildEvent.Warned(String message)) {
            warn(message);
        }
    }

    /// Shows a warning.
    void warn(String message) {
        session.err().print(look.errPaint().notable("warning") + ": " + message + "\n");
    }

    /// A path as the user would write it: relative to where they are when it is below.
    String shown(Path path) {
        return path.startsWith(session.folder())
                ? session.folder().relativize(path).toString()
                : path.toString();
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

    /// How much is said, and with which colours.
    Look look() {
        return look;
    }
}
