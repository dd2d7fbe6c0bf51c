package dev.weir.build;

import dev.weir.build.BuildRefused.Refusal;
import dev.weir.build.links.Detours;
import dev.weir.build.links.LinkCheck;
import dev.weir.build.links.RealPaths;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.build.verdict.InputView;
import dev.weir.build.verdict.Rebuilder;
import dev.weir.build.verdict.Stores;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verdict.Verdict;
import dev.weir.build.verdict.Wishes;
import dev.weir.exec.TaskRunner;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Place;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.Contents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What can be seen to fail before anything runs: inputs that nobody makes and that are not there,
/// settings that their step does not take and, where only the named tasks may run, others that
/// would have to.
final class Refusals {
    private final Path root;
    private final Set<Path> read;
    private final TaskGraph graph;
    private final TaskRunner runner;
    private final Stores stores;
    private final BuildRequest request;
    private final Wishes wishes;
    private final Survey survey;
    private final Set<WorkspacePath> gone;
    private final Detours detours;
    private final LinkCheck links;
    private final List<Refusal> found = new ArrayList<>();

    Refusals(BuildSetup setup, Stores stores, BuildRequest request, Survey survey) {
        this.root = setup.root();
        this.read = setup.read();
        this.graph = setup.graph();
        this.runner = setup.runner();
        this.stores = stores;
        this.request = request;
        this.wishes = new Wishes(request);
        this.survey = survey;
        this.gone = gone(graph, survey);
        RealPaths paths = new RealPaths();
        this.detours = new Detours(root, graph, paths);
        this.links = new LinkCheck(root, graph, stores.disk(), paths);
    }

    /// @throws BuildRefused with all that is in the way, if anything is
    void refuse() throws BuildRefused, InterruptedException {
        for (TaskName name : survey.findings().keySet()) {
            Task task = graph.task(graph.number(name).orElseThrow());
            Survey.Finding finding = survey.findings().get(name);
            if (!Rebuilder.isFrozen(task, finding.trace()) || wishes.isForced(task)) {
                lookForInputs(task, finding);
            }
            lookForOutputs(task);
            if (finding.verdict() instanceof Verdict.UpToDate) {
                lookForLinks(task);
            }
            if (mustRun(finding.verdict())) {
                lookAtAction(task);
            }
            if (request.only() && !request.targets().contains(name)) {
                lookWhetherUpToDate(task, finding);
            }
        }
        lookForRead();
        if (!found.isEmpty()) {
            throw new BuildRefused(found);
        }
    }

    /// What will not be there as it is, and says nothing yet: what is left over, and what is to be
    /// made anew.
    private static Set<WorkspacePath> gone(TaskGraph graph, Survey survey) {
        Set<WorkspacePath> gone = new HashSet<>(survey.leftovers().keySet());
        survey.findings()
                .forEach((name, finding) -> {
                    if (mustRun(finding.verdict())) {
                        Task task = graph.task(graph.number(name).orElseThrow());
                        task.outputs().forEach(output -> gone.add(output.path()));
                    }
                });
        return gone;
    }

    /// What is read by the path it is made by was refused when it was read.
    private void lookForRead() {
        Optional<Path> told = Optional.empty();
        for (Path file : read) {
            WorkspacePath path = WorkspacePath.of("./" + root.relativize(file));
            Optional<WorkspacePath> made = detours.made(path);
            if (made.isPresent() && told.filter(file::startsWith).isEmpty()) {
                told = Optional.of(file);
                found.add(
                        new Refusal.Said(
                                "a task makes '"
                                        + made.get()
                                        + "', which is read as '"
                                        + path
                                        + "' before any task runs"));
            }
        }
    }

    private void lookForOutputs(Task task) {
        for (int i = 0; i < task.outputs().size(); i++) {
            Output output = task.outputs().get(i);
            String item = output.name().isEmpty() ? Integer.toString(i) : output.name();
            detours.of(output)
                    .ifPresent(what ->
                            found.add(
                                    new Refusal.Declared(
                                            Place.of(task.name(), "outputs", item),
                                            "another task makes the output '"
                                                    + output.text()
                                                    + "' too",
                                            Optional.of(what))));
        }
    }

    /// An output that is a link stays up to date only while nobody makes anything else behind it.
    private void lookForLinks(Task task) throws InterruptedException {
        for (int i = 0; i < task.outputs().size(); i++) {
            Output output = task.outputs().get(i);
            String item = output.name().isEmpty() ? Integer.toString(i) : output.name();
            links.of(task.name(), output, stores.disk().output(output.path()))
                    .ifPresent(wrong ->
                            found.add(
                                    new Refusal.Declared(
                                            Place.of(task.name(), "outputs", item),
                                            wrong.message(),
                                            Optional.of(wrong.help()))));
        }
    }

    private void lookForInputs(Task task, Survey.Finding finding) throws InterruptedException {
        for (int i = 0; i < task.inputs().size(); i++) {
            Input input = task.inputs().get(i);
            String item = input.name().isEmpty() ? Integer.toString(i) : input.name();
            Place place = Place.of(task.name(), "inputs", item);
            Optional<Refusal> around =
                    around(place, input).or(() -> within(place, task, input, finding));
            if (around.isPresent()) {
                found.add(around.get());
            } else if (!input.optional()
                    && graph.outputs().feeding(input).isEmpty()
                    && isMissing(input)) {
                found.add(missing(place, input));
            }
        }
    }

    private void lookAtAction(Task task) {
        runner.refusal(task.action())
                .ifPresent(why ->
                        found.add(
                                new Refusal.Declared(
                                        Place.of(task.name(), "with"), why, Optional.empty())));
    }

    private void lookWhetherUpToDate(Task task, Survey.Finding finding) {
        String state =
                switch (finding.verdict()) {
                    case Verdict.UpToDate _, Verdict.Grouped _ -> "";
                    case Verdict.Restorable _ -> "has to be restored";
                    case Verdict.Stale(_, var why) ->
                            task.isPlainCommand()
                                    ? ""
                                    : "is stale (" + why.getFirst().message() + ")";
                    case Verdict.Pending(var on) -> "waits for '" + on.getFirst() + "'";
                    case Verdict.Impossible(String message) -> "cannot be done: " + message;
                };
        if (!state.isEmpty()) {
            found.add(
                    new Refusal.Said(
                            "only the named tasks may run, but task '"
                                    + task.name()
                                    + "' "
                                    + state));
        }
    }

    /// What is made by another path would be read without waiting for the task that makes it.
    private Optional<Refusal> around(Place place, Input input) {
        return detours.of(input)
                .map(what ->
                        new Refusal.Declared(
                                place,
                                "the input '"
                                        + input.pattern()
                                        + "' is made by a task of this workspace",
                                Optional.of(what)));
    }

    /// The same holds for a link that lies among what the input stands for and is there to stay.
    private Optional<Refusal> within(Place place, Task task, Input input, Survey.Finding finding) {
        List<WorkspacePath> staying =
                links.links(input, finding.entries(), survey.knowledge()::isClosed).stream()
                        .filter(link -> !isIn(gone, link))
                        .toList();
        return links.of(task.name(), input, staying)
                .map(shortcut ->
                        new Refusal.Declared(
                                place, shortcut.message(), Optional.of(shortcut.help())));
    }

    private static boolean isIn(Set<WorkspacePath> places, WorkspacePath link) {
        String text = link.text();
        for (int end = text.length(); end > 0; end = text.lastIndexOf('/', end - 1)) {
            if (places.contains(new WorkspacePath(text.substring(0, end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mustRun(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Stale _, Verdict.Pending _ -> true;
            case Verdict.UpToDate _,
                    Verdict.Restorable _,
                    Verdict.Grouped _,
                    Verdict.Impossible _ ->
                    false;
        };
    }

    private boolean isMissing(Input input) throws InterruptedException {
        Contents contents = stores.disk().contents(input);
        return InputView.counted(input, contents.entries(), graph.outputs()).isEmpty()
                && contents.unreadable().isEmpty();
    }

    private Refusal missing(Place place, Input input) {
        return input.pattern().isGlob()
                ? new Refusal.Declared(
                        place,
                        "no file matches the input '" + input.pattern() + "'",
                        Optional.of(
                                "put files there, or say 'optional: true' if the task can do without"))
                : new Refusal.Declared(
                        place,
                        "the input '" + input.pattern() + "' does not exist, and no task makes it",
                        Optional.of(
                                NearlyThere.of(root, input.pattern().root())
                                        .filter(near -> !near.equals(input.pattern().root()))
                                        .map(near ->
                                                "'"
                                                        + near
                                                        + "' differs only in case or Unicode form: name it so, or rename the file")
                                        .orElse(
                                                "make the file, correct the path, or declare it as the output of a task")));
    }
}
