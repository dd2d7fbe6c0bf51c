package dev.weir.oracle;

import dev.weir.build.Build;
import dev.weir.build.BuildRefused;
import dev.weir.build.BuildSetup;
import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildReport;
import dev.weir.build.upkeep.Storage;
import dev.weir.build.verdict.KeyFields;
import dev.weir.build.verdict.Survey.Finding;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import dev.weir.exec.Cancellation;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.TaskName;
import dev.weir.trace.Trace;
import dev.weir.trace.TraceLog;
import dev.weir.workspace.FileState;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One case under way: a workspace, the tasks declared now, and what the model knows.
final class Stage {
    /// Of so many builds one waits until files have settled, and another one does so before: else
    /// it cannot be told by their times that they stayed.
    private static final int SETTLED_EACH = 5;

    private final Path root;
    private final Ledger ledger = new Ledger();
    private final TinyRunner runner;
    private List<TaskSpec> tasks;
    private Surroundings surroundings;
    private int builds;
    private Optional<Idle> idle = Optional.empty();
    private final List<Question> questions = new ArrayList<>();

    Stage(Path root, List<TaskSpec> tasks, Surroundings surroundings) {
        this.root = root;
        this.tasks = List.copyOf(tasks);
        this.surroundings = surroundings;
        this.runner = new TinyRunner(root, new Declared(surroundings));
    }

    Path root() {
        return root;
    }

    Ledger ledger() {
        return ledger;
    }

    WorkFiles files() {
        return new WorkFiles(root);
    }

    List<TaskSpec> tasks() {
        return tasks;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    void surround(Surroundings changed) {
        surroundings = changed;
    }

    void declare(TaskSpec task) {
        tasks = declared(tasks, task);
    }

    void undeclare(String task) {
        tasks = undeclared(tasks, task);
    }

    static List<TaskSpec> declared(List<TaskSpec> tasks, TaskSpec task) {
        List<TaskSpec> all = new ArrayList<>(tasks);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(task.name())) {
                all.set(i, task);
                return all;
            }
        }
        all.add(task);
        return all;
    }

    /// Without a task, and without needs of it.
    static List<TaskSpec> undeclared(List<TaskSpec> tasks, String gone) {
        return tasks.stream()
                .filter(task -> !task.name().equals(gone))
                .map(task ->
                        task.withNeeds(
                                task.needs().stream().filter(it -> !it.equals(gone)).toList()))
                .toList();
    }

    /// The key of a success is taken for that of its fields, without hashing them again.
    private void checkTraces() throws IOException {
        try (TraceLog log = TraceLog.load(new CacheFolder(root.resolve("cache")))) {
            for (TaskName task : log.tasks()) {
                Trace trace = log.of(task).orElseThrow();
                TaskKey key = new KeyFields(trace.config(), trace.inputs()).key();
                Check.require(
                        trace.key().equals(key) == trace.isSettled(),
                        "the trace of '" + task + "' has the key of other fields");
            }
        }
    }

    /// Builds, checks, and builds again, when nothing may happen.
    void build(Asked asked) throws Exception {
        Set<String> names = new TreeSet<>();
        tasks.forEach(task -> names.add(task.name()));
        if (names.isEmpty()) {
            return;
        }
        askAgain();
        questions.clear();
        ask();
        if (builds % SETTLED_EACH == 1) {
            Thread.sleep(FileState.settlesWithin());
        }
        Asked there = asked.among(names);
        Asked possible = there.within(Web.of(tasks).closure(there.targets()));
        Seen first = once(possible);
        boolean good = first.report().isPresent() && first.report().get().isGood();
        Asked again = possible.again();
        if (++builds % SETTLED_EACH == 0) {
            Thread.sleep(FileState.settlesWithin());
        }
        boolean restless =
                Web.of(tasks).closure(again.targets()).stream()
                        .anyMatch(task ->
                                task.isPlain()
                                        || task.has(TaskSpec.Trait.REFRESH_ALWAYS)
                                        || task.meddles());
        SortedMap<String, String> cache = cache();
        Seen second = once(again);
        if (good && !restless) {
            Check.require(
                    second.report().isPresent() && second.report().get().run().isEmpty(),
                    "an unasked second build has something to do: " + second.outcomes());
            Check.require(cache().equals(cache), "a second build changed weir's folder");
        }
        checkTraces();
        ask();
    }

    /// Where all stands as it did when there was nothing to do, there is nothing to do, whatever
    /// was done meanwhile.
    private void askAgain() throws Exception {
        if (idle.isPresent() && idle.get().isStill(tasks, surroundings)) {
            Seen seen = once(idle.get().asked());
            Check.require(
                    seen.report().isPresent() && seen.report().get().run().isEmpty(),
                    "there is something to do though all stands as when there was nothing: "
                            + seen.outcomes());
        }
        for (Question question : questions) {
            if (question.isStill(tasks, surroundings)) {
                String now = verdicts(Looks.unrecorded());
                Check.require(
                        now.equals(question.answer()),
                        "the answer is another though all stands as it did:\n"
                                + question.answer()
                                + "\nnow\n"
                                + now);
            }
        }
    }

    /// Asks after all tasks.
    private void ask() throws Exception {
        Looks looks = Looks.recorded();
        questions.add(new Question(verdicts(looks), tasks, surroundings, looks));
    }

    private String verdicts(Looks looks) throws Exception {
        StringBuilder text = new StringBuilder();
        build(looks)
                .survey(tasks.stream().map(task -> new TaskName(task.name())).toList())
                .findings()
                .forEach((task, finding) ->
                        text.append(task).append(": ").append(finding.verdict()).append('\n'));
        return text.toString();
    }

    /// The verdicts on all tasks, and what they were seen by.
    private record Question(
            String answer, List<TaskSpec> tasks, Surroundings surroundings, Looks looks) {
        boolean isStill(List<TaskSpec> declared, Surroundings around) {
            return tasks.equals(declared) && surroundings.equals(around) && hold(looks);
        }
    }

    /// Whether what was looked at stands as it did, asked as weir asks it.
    private static boolean hold(Looks looks) {
        RecordWriter packed = new RecordWriter();
        looks.write(packed);
        try {
            return looks.areRepeatable() && Looks.hold(new RecordReader(packed.finish()));
        } catch (InterruptedException ended) {
            throw new AssertionError(ended);
        }
    }

    /// weir's own folder, but for what it remembers of the times of files.
    private SortedMap<String, String> cache() throws IOException {
        SortedMap<String, String> all = new TreeMap<>();
        Path cache = root.resolve("cache");
        if (Files.isDirectory(cache)) {
            try (Stream<Path> files = Files.walk(cache)) {
                for (Path file : files.toList()) {
                    String path = cache.relativize(file).toString();
                    if (!path.equals("state/stat")) {
                        all.put(
                                path,
                                Files.isDirectory(file) ? "" : Long.toString(Files.size(file)));
                    }
                }
            }
        }
        return all;
    }

    /// A build with nothing to do, and what that was seen by.
    private record Idle(Asked asked, List<TaskSpec> tasks, Surroundings surroundings, Looks looks) {
        boolean isStill(List<TaskSpec> declared, Surroundings around) {
            return tasks.equals(declared) && surroundings.equals(around) && hold(looks);
        }
    }

    private Seen once(Asked asked) throws Exception {
        Looks looks = Looks.recorded();
        Declared declared = new Declared(surroundings);
        Build build = build(looks);
        Map<TaskName, Finding> plan = build(Looks.unrecorded()).survey(asked.request()).findings();
        Tree before = Tree.of(root);
        List<String> course = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Optional<BuildReport> report = Optional.empty();
        String refusal = "";
        try {
            report =
                    Optional.of(
                            build.build(
                                    asked.request(),
                                    event -> note(event, course, warnings),
                                    new Cancellation()));
        } catch (BuildRefused refused) {
            refusal = refused.refusals().toString();
        }
        idle =
                report.isPresent() && report.get().run().isEmpty() && report.get().isGood()
                        ? Optional.of(new Idle(asked, tasks, surroundings, looks))
                        : Optional.empty();
        Seen seen =
                new Seen(
                        before, Tree.of(root), report, refusal, runner.takeLog(), course, warnings);
        report.ifPresent(new PlanCheck(plan, ledger.isDamaged())::run);
        Check.require(runner.takeMost() <= asked.jobs(), "more at once than -j " + asked.jobs());
        new Check(ledger, tasks, declared, asked, seen).run();
        return seen;
    }

    private Build build(Looks looks) throws Exception {
        Declared declared = new Declared(surroundings);
        Pipeline pipeline = declared.pipeline(tasks);
        runner.become(tasks, declared);
        return Build.of(
                new BuildSetup(
                        root,
                        "Pipelinefile.yaml",
                        Collections.emptySortedSet(),
                        root.resolve("cache"),
                        Storage.own(root),
                        pipeline,
                        TaskGraph.of(pipeline),
                        Outside.of(outside()),
                        runner,
                        declared,
                        (task, _) -> declared.tools(new TreeSet<>(task.tools())),
                        Clock.fixed(surroundings.now(), ZoneOffset.UTC),
                        looks));
    }

    private static void note(BuildEvent event, List<String> course, List<String> warnings) {
        switch (event) {
            case BuildEvent.Warned(String message) -> warnings.add(message);
            case BuildEvent.TaskStarted(var task, _) -> course.add("<" + task);
            case BuildEvent.TaskEnded(var task, _) -> course.add(">" + task);
            default -> {}
        }
    }

    private Map<String, String> outside() {
        Map<String, String> outside = new TreeMap<>();
        outside.put("PATH", System.getenv("PATH"));
        outside.put(Declared.VARIABLE, surroundings.variable());
        return outside;
    }
}
