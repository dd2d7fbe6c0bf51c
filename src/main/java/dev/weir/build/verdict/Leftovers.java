package dev.weir.build.verdict;

import dev.weir.digest.Entry;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
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
/// folder that a clean build would not have. Also a folder in which a task makes its own output
/// now: what else is in it could not be told from the user's any more. Only what is as it was made
/// counts.
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
    private final Set<WorkspacePath> named = new HashSet<>();
    private final Set<WorkspacePath> disowned = new HashSet<>();

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
        for (int number = 0; number < graph.size(); number++) {
            for (Input input : graph.task(number).inputs()) {
                if (isExact(input)) {
                    named.add(input.pattern().root());
                }
                if (closure.get(number)) {
                    wide.add(input);
                }
            }
        }
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
        SortedMap<WorkspacePath, TaskName> found = new TreeMap<>();
        disowned.addAll(stores.traces().disowned());
        for (Trace trace : stores.traces().former()) {
            find(trace, found);
        }
        for (TaskName task : stores.traces().tasks(this::isMadeByNobody)) {
            Optional<Trace> trace = stores.traces().of(task);
            if (trace.isPresent()) {
                find(trace.get(), found);
            }
        }
        return found;
    }

    private void find(Trace trace, SortedMap<WorkspacePath, TaskName> found)
            throws InterruptedException {
        if (!isOfPipeline(trace)) {
            return;
        }
        for (var output : trace.outputs().entrySet()) {
            WorkspacePath path = output.getKey();
            if (!disowned.contains(path)
                    && isMadeByNobody(path, output.getValue().kind())
                    && isPickedUp(path, output.getValue())
                    && stands(path, output.getValue())) {
                found.put(path, trace.task());
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
                && graph.outputs().above(path).isEmpty()
                && named.stream().noneMatch(name -> name.equals(path) || name.isBelow(path));
    }

    private boolean isPickedUp(WorkspacePath path, Entry made) {
        if (graph.outputs().below(path).stream().anyMatch(one -> closure.get(one.task()))) {
            return true;
        }
        for (Input input : wide) {
            if (mayPickUp(input, path, made.kind() == Entry.Kind.FOLDER) && !input.excludes(path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayPickUp(Input input, WorkspacePath path, boolean folder) {
        if (input.pattern().isGlob()) {
            return folder ? input.pattern().mayMatchBelow(path) : input.pattern().matches(path);
        }
        return path.overlaps(input.pattern().root());
    }

    private boolean stands(WorkspacePath path, Entry made) throws InterruptedException {
        return stores.disk().output(path).content().filter(made::sameAs).isPresent();
    }
}
