package dev.weir.build;

import dev.weir.digest.Entry;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.FileStates;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Sees whether what a task read stood still while it ran.
final class SourceWatch {
    private final TaskGraph graph;
    private final FileStates disk;

    SourceWatch(TaskGraph graph, FileStates disk) {
        this.graph = graph;
        this.disk = disk;
    }

    /// What changed.
    ///
    /// @param sources files no task makes
    /// @param outputs files another task made
    record Changed(List<WorkspacePath> sources, List<WorkspacePath> outputs) {}

    /// Compares what is there now with what the key was made of.
    Changed since(Task task, ResolvedInputs before) throws InterruptedException {
        NavigableMap<WorkspacePath, Entry> now = new TreeMap<>();
        for (Input input : task.inputs()) {
            InputView.counted(input, entries(input)).forEach(now::putIfAbsent);
        }
        List<WorkspacePath> sources = new ArrayList<>();
        List<WorkspacePath> outputs = new ArrayList<>();
        NavigableMap<WorkspacePath, Entry> all = new TreeMap<>(before.entries());
        now.forEach(all::putIfAbsent);
        for (WorkspacePath path : all.keySet()) {
            Entry old = before.entries().get(path);
            Entry fresh = now.get(path);
            if (old == null || fresh == null || !old.sameAs(fresh)) {
                (graph.producer(path).isPresent() ? outputs : sources).add(path);
            }
        }
        return new Changed(sources, outputs);
    }

    /// A whole output is looked at as the output it is, as when the key was made.
    private SortedMap<WorkspacePath, Entry> entries(Input input) throws InterruptedException {
        WorkspacePath root = input.pattern().root();
        if (input.pattern().isGlob()
                || !input.exclude().isEmpty()
                || graph.outputs().at(root).isEmpty()) {
            return disk.contentsNow(input).entries();
        }
        SortedMap<WorkspacePath, Entry> whole = new TreeMap<>();
        disk.output(root).content().ifPresent(entry -> whole.put(root, entry));
        return whole;
    }
}
