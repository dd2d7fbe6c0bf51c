package dev.weir.build.verdict;

import dev.weir.cache.ActionResult;
import dev.weir.cache.Lookup;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.digest.TaskKey;
import dev.weir.graph.OutputIndex;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is known of the outputs of tasks that are done, or will be without running. Used by the
/// deciding thread; workers read what was put before they were started.
public final class Knowledge implements InputView.Made {
    private final Stores stores;
    private final @Nullable Known[] known;
    private final SortedMap<WorkspacePath, TaskName> leftovers;

    /// One task's outputs.
    ///
    /// @param key they were made under
    /// @param outputs by declared path
    /// @param elsewhere those that the disk does not hold so: absent temporary ones, ones about to
    ///   be restored
    public record Known(
            TaskKey key, SortedMap<WorkspacePath, Entry> outputs, Set<WorkspacePath> elsewhere) {
        public Known {
            elsewhere = Set.copyOf(elsewhere);
        }

        public Known withOnDisk(WorkspacePath path) {
            Set<WorkspacePath> others = new HashSet<>(elsewhere);
            others.remove(path);
            return new Known(key, outputs, others);
        }

        public Known withAbsent(WorkspacePath path) {
            Set<WorkspacePath> others = new HashSet<>(elsewhere);
            others.add(path);
            return new Known(key, outputs, others);
        }
    }

    /// When nothing is left over.
    public Knowledge(int tasks, Stores stores) {
        this(tasks, stores, new TreeMap<>());
    }

    /// @param leftovers what lies about and counts for nothing, with who made it
    public Knowledge(int tasks, Stores stores, SortedMap<WorkspacePath, TaskName> leftovers) {
        this.known = new Known[tasks];
        this.stores = stores;
        this.leftovers = Collections.unmodifiableSortedMap(new TreeMap<>(leftovers));
    }

    @Override
    public SortedMap<WorkspacePath, TaskName> leftovers() {
        return leftovers;
    }

    public synchronized void put(int task, Known outputs) {
        known[task] = outputs;
    }

    public synchronized Optional<Known> of(int task) {
        return Optional.ofNullable(known[task]);
    }

    @Override
    public Optional<Entry> entry(OutputIndex.Made output) {
        return of(output.task())
                .flatMap(it -> Optional.ofNullable(it.outputs().get(output.output().path())));
    }

    @Override
    public boolean isOnDisk(OutputIndex.Made output) {
        return of(output.task())
                .map(it -> !it.elsewhere().contains(output.output().path()))
                .orElse(true);
    }

    @Override
    public Optional<Manifest> manifest(OutputIndex.Made output) {
        return recorded(output)
                .flatMap(made ->
                        made instanceof ActionResult.MadeFolder(Manifest manifest)
                                ? Optional.of(manifest)
                                : Optional.empty());
    }

    /// Whether an output is a folder as the cache has it recorded: no link in it leads out.
    public boolean isClosed(OutputIndex.Made output) {
        return output.output().folder() && manifest(output).isPresent();
    }

    /// What the cache has recorded of an output; empty when it has lost it. Where another workspace
    /// put a result of its own, which came out differently, what was a file is asked for by its own
    /// digest.
    public Optional<ActionResult.Made> recorded(OutputIndex.Made output) {
        Entry known = entry(output).orElse(null);
        Optional<ActionResult.Made> made =
                of(output.task())
                        .flatMap(it -> result(it.key()))
                        .flatMap(result ->
                                Optional.ofNullable(result.outputs().get(output.output().path())));
        return made.isEmpty() || known == null || made.get().entry().sameAs(known)
                ? made
                : Optional.of(known)
                        .filter(own -> own.kind() != Entry.Kind.FOLDER)
                        .map(ActionResult.MadeFile::new);
    }

    private Optional<ActionResult> result(TaskKey key) {
        return stores.find(key) instanceof Lookup.Hit(ActionResult result)
                ? Optional.of(result)
                : Optional.empty();
    }
}
