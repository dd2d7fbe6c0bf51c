package dev.weir.build.verdict;

import dev.weir.cache.ActionResult;
import dev.weir.cache.Lookup;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import dev.weir.workspace.FileState;
import dev.weir.workspace.OnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What tasks made as they were declared before, with other params or in another state of the
/// Pipelinefile, where no task makes it now, and what inputs would pick up: files of a glob or a
/// folder that a clean build would not have. Also what a task now makes its own output in: what
/// else is there could not be told from the user's any more. Only what is as it was made counts: of
/// a folder the whole, or those of its files, of a link the link itself.
///
/// What an input names exactly is meant, whoever made it. What another Pipelinefile of the folder
/// declared may be declared there still.
public final class Leftovers {
    private final TaskGraph graph;
    private final BitSet closure;
    private final String pipelinefile;
    private final Stores stores;
    private final Set<String> declared = new HashSet<>();
    private final List<Input> wide = new ArrayList<>();
    private Optional<Set<WorkspacePath>> named = Optional.empty();
    private final Ways ways;
    private final SortedMap<WorkspacePath, TaskName> found = new TreeMap<>();

    private Leftovers(
            Pipeline pipeline,
            String pipelinefile,
            TaskGraph graph,
            BitSet closure,
            Stores stores) {
        this.graph = graph;
        this.closure = closure;
        this.pipelinefile = pipelinefile;
        this.stores = stores;
        pipeline.tasks().keySet().forEach(task -> declared.add(task.declared()));
        pipeline.absent().keySet().forEach(task -> declared.add(task.declared()));
        for (int number = closure.nextSetBit(0); number >= 0; ) {
            wide.addAll(graph.task(number).inputs());
            number = closure.nextSetBit(number + 1);
        }
        this.ways =
                new Ways(stores.disk(), wide, input -> !graph.outputs().feeding(input).isEmpty());
    }

    /// One that names what it means; as it need not be a folder, it may pick up others too.
    private static boolean isExact(Input input) {
        return !input.pattern().isGlob() && !input.optional();
    }

    /// What is left over, by path, with the task that made it.
    ///
    /// @param pipelinefile the file that declares the pipeline; `""` for none
    public static SortedMap<WorkspacePath, TaskName> of(
            Pipeline pipeline, String pipelinefile, TaskGraph graph, BitSet closure, Stores stores)
            throws InterruptedException {
        return new Leftovers(pipeline, pipelinefile, graph, closure, stores).found();
    }

    private SortedMap<WorkspacePath, TaskName> found() throws InterruptedException {
        for (Trace trace : stores.traces().former()) {
            find(trace);
        }
        for (TaskName task : stores.traces().tasks(this::isMadeByNobody)) {
            Optional<Trace> trace = stores.traces().of(task);
            if (trace.isPresent()) {
                find(trace.get());
            }
        }
        return found;
    }

    private void find(Trace trace) throws InterruptedException {
        if (!isOfPipeline(trace)) {
            return;
        }
        for (var output : trace.outputs().entrySet()) {
            WorkspacePath path = output.getKey();
            Entry made = output.getValue();
            boolean folder = made.kind() == Entry.Kind.FOLDER;
            if (isMadeByNobody(path, made.kind()) && isPickedUp(path, folder)) {
                find(trace, path, made);
            }
        }
    }

    private boolean isOfPipeline(Trace trace) {
        return declared.contains(trace.task().declared())
                || !pipelinefile.isEmpty() && pipelinefile.equals(trace.pipelinefile());
    }

    /// Whoever makes a file where a folder was, or a folder where a file was, does not make that.
    private boolean isMadeByNobody(WorkspacePath path, Entry.Kind kind) {
        boolean folder = kind == Entry.Kind.FOLDER;
        return graph.outputs().at(path).filter(made -> made.output().folder() == folder).isEmpty()
                && graph.outputs().above(path).isEmpty();
    }

    private void find(Trace trace, WorkspacePath path, Entry made) throws InterruptedException {
        OnDisk there = stores.disk().output(path);
        boolean whole =
                there.content().filter(made::sameAs).isPresent() || isLinkOf(trace, path, there);
        if (whole && !stores.traces().isAnyDisowned(path) && !isNamed(path, path)) {
            found.put(path, trace.task());
        } else if (there instanceof OnDisk.Folder folder && !found.containsKey(path)) {
            findMembers(trace, path, made, folder.manifest());
        }
    }

    /// Whether a link stands there as when the task was done: what it leads to may be a source, and
    /// have changed since.
    private boolean isLinkOf(Trace trace, WorkspacePath path, OnDisk there) {
        boolean link =
                switch (there) {
                    case OnDisk.File file -> file.link();
                    case OnDisk.Folder folder -> folder.leaving().contains(OnDisk.ITSELF);
                    case OnDisk.Nothing(), OnDisk.Unusable _ -> false;
                };
        try {
            return link
                    && FileState.of(stores.disk().place(path))
                            .map(itself -> Instant.EPOCH.plusNanos(itself.modified()))
                            .filter(written -> !written.isAfter(trace.finished()))
                            .isPresent();
        } catch (IOException lookedAtOnceMoreWhenItIsRead) {
            return false;
        }
    }

    /// Of a folder to which somebody else put something, or of which an input names a file.
    private void findMembers(Trace trace, WorkspacePath path, Entry made, Manifest there) {
        Optional<Manifest> recorded = recorded(trace, path, made);
        if (recorded.isEmpty()) {
            return;
        }
        recorded.get()
                .members()
                .forEach((below, member) -> {
                    WorkspacePath file = path.resolve(below);
                    if (member.equals(there.members().get(below))
                            && isMadeByNobody(file, Entry.Kind.FILE)
                            && !stores.traces().isDisowned(file)
                            && !isNamed(path, file)
                            && isPickedUp(file, member)) {
                        found.put(file, trace.task());
                    }
                });
    }

    /// What was in a folder, as far as the cache still has it.
    private Optional<Manifest> recorded(Trace trace, WorkspacePath path, Entry made) {
        return stores.find(trace.key()) instanceof Lookup.Hit(ActionResult result)
                        && result.outputs().get(path)
                                instanceof ActionResult.MadeFolder(Manifest manifest)
                        && manifest.entry().sameAs(made)
                ? Optional.of(manifest)
                : Optional.empty();
    }

    /// Whether an input that no task makes anything of now names what was made at a path, or
    /// something in it, and means what is there at or below the path, too.
    private boolean isNamed(WorkspacePath made, WorkspacePath there) {
        return named().stream()
                        .anyMatch(name ->
                                (name.equals(made) || name.isBelow(made)) && name.overlaps(there))
                || ways.name(made, there);
    }

    /// Looked for once, and only when somebody asks.
    private Set<WorkspacePath> named() {
        if (named.isEmpty()) {
            Set<WorkspacePath> found = new HashSet<>();
            for (Task task : graph.tasks()) {
                for (Input input : task.inputs()) {
                    if (isExact(input) && graph.outputs().feeding(input).isEmpty()) {
                        found.add(input.pattern().root());
                    }
                }
            }
            named = Optional.of(found);
        }
        return named.get();
    }

    private boolean isPickedUp(WorkspacePath path, Manifest.Member member) {
        boolean folder =
                member instanceof Manifest.Link && Files.isDirectory(stores.disk().place(path));
        return isPickedUp(path, folder);
    }

    private boolean isPickedUp(WorkspacePath path, boolean folder) {
        if (graph.outputs().below(path).stream().anyMatch(one -> closure.get(one.task()))) {
            return true;
        }
        for (Input input : wide) {
            if (picksUp(input, path, folder)) {
                return true;
            }
        }
        return ways.pickUp(path, folder);
    }

    static boolean picksUp(Input input, WorkspacePath path, boolean folder) {
        if (input.excludes(path)) {
            return false;
        }
        if (input.pattern().isGlob()) {
            return folder ? input.pattern().mayMatchBelow(path) : input.pattern().matches(path);
        }
        return path.overlaps(input.pattern().root());
    }
}
