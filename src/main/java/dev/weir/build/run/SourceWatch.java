package dev.weir.build.run;

import dev.weir.build.verdict.InputView;
import dev.weir.build.verdict.KeyBuilder;
import dev.weir.build.verdict.Survey;
import dev.weir.digest.Entry;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.Contents;
import dev.weir.workspace.FileStates;
import dev.weir.workspace.OnDisk;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Sees whether what a task read, and what it ran with, stood still while it ran.
public final class SourceWatch {
    private final TaskGraph graph;
    private final FileStates disk;
    private final KeyBuilder keys;

    public SourceWatch(TaskGraph graph, FileStates disk, KeyBuilder keys) {
        this.graph = graph;
        this.disk = disk;
        this.keys = keys;
    }

    /// What changed.
    ///
    /// @param sources files no task makes
    /// @param outputs files another task made
    /// @param means a tool, or a part of a step's code, for a person; not asked for beside sources
    record Changed(
            List<WorkspacePath> sources, List<WorkspacePath> outputs, Optional<String> means) {
        boolean isNothing() {
            return sources.isEmpty() && outputs.isEmpty() && means.isEmpty();
        }

        /// What makes the result one of no key, for a person.
        Optional<String> unsettling() {
            return sources.isEmpty() ? means : Optional.of("'" + sources.getFirst() + "'");
        }
    }

    /// An input that was touched since a run began that nobody saw the end of: it may have held
    /// something else meanwhile, also what a task makes, which is put in place anew then.
    Optional<WorkspacePath> touchedSince(Task task, Instant began) throws IOException {
        for (Input input : task.inputs()) {
            Optional<WorkspacePath> touched = disk.touchedSince(input, began);
            if (touched.isPresent()) {
                return touched;
            }
        }
        return Optional.empty();
    }

    /// Compares what is there now with what the key was made of. A file that was written while the
    /// task ran counts as changed whatever is in it: it may have held something else when it was
    /// read.
    ///
    /// @param finding what the key was made of
    /// @param began when the task began to run
    Changed since(Task task, Survey.Finding finding, Instant began) throws InterruptedException {
        NavigableMap<WorkspacePath, Entry> before =
                new TreeMap<>(finding.inputs().orElseThrow().entries());
        Instant ended = Instant.now();
        NavigableMap<WorkspacePath, Entry> now = new TreeMap<>();
        NavigableSet<WorkspacePath> changed = new TreeSet<>();
        for (Input input : task.inputs()) {
            Contents contents = contents(input);
            InputView.counted(input, contents.entries(), graph.outputs()).forEach(now::putIfAbsent);
            contents.latest()
                    .filter(written -> isBetween(began, written.time(), ended))
                    .ifPresent(written -> changed.add(written.path()));
        }
        NavigableMap<WorkspacePath, Entry> all = new TreeMap<>(before);
        now.forEach(all::putIfAbsent);
        for (WorkspacePath path : all.keySet()) {
            Entry old = before.get(path);
            Entry fresh = now.get(path);
            if (old == null || fresh == null || !old.sameAs(fresh)) {
                changed.add(path);
            }
        }
        List<WorkspacePath> sources = new ArrayList<>();
        List<WorkspacePath> outputs = new ArrayList<>();
        for (WorkspacePath path : changed) {
            (graph.producer(path).isPresent() ? outputs : sources).add(path);
        }
        return new Changed(
                sources,
                outputs,
                sources.isEmpty()
                        ? keys.changed(task, finding.fields().orElseThrow())
                        : Optional.empty());
    }

    /// A whole output is looked at as the output it is, as when the key was made.
    private Contents contents(Input input) throws InterruptedException {
        WorkspacePath root = input.pattern().root();
        if (input.pattern().isGlob()
                || !input.exclude().isEmpty()
                || graph.outputs().at(root).isEmpty()) {
            return disk.contentsNow(input);
        }
        OnDisk output = disk.output(root);
        if (!output.isWhole()) {
            return disk.contentsNow(input);
        }
        NavigableMap<WorkspacePath, Entry> whole = new TreeMap<>();
        output.content().ifPresent(entry -> whole.put(root, entry));
        return new Contents(whole, List.of(), List.of(), Optional.empty());
    }

    /// A time in the future was set by hand, not by the clock.
    private static boolean isBetween(Instant began, long written, Instant ended) {
        Instant time = Instant.EPOCH.plusNanos(written);
        return time.isAfter(began) && !time.isAfter(ended);
    }
}
