package dev.weir.cli.doctor;

import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Unseen;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.report.Sizes;
import dev.weir.trace.TraceLog;
import dev.weir.workspace.Holder;
import dev.weir.workspace.Recovery;
import dev.weir.workspace.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Whether another weir is at work, what a killed one left, and whether what is known of earlier
/// builds can be read.
record StateCheck(Path root, CacheFolder cache, Optional<TaskGraph> graph) {
    List<Finding> findings() throws IOException {
        try (TraceLog traces = TraceLog.load(cache)) {
            return List.of(
                    Finding.of("locks", this::locks),
                    known(traces),
                    Finding.of("crashes", () -> killed(traces)));
        }
    }

    private Finding locks() throws IOException {
        List<Optional<Holder>> holders = WorkspaceLock.holders(cache);
        if (holders.isEmpty()) {
            return Finding.good("locks", "no weir is at work in this workspace");
        }
        List<String> all = new ArrayList<>();
        for (Optional<Holder> holder : holders) {
            all.add(
                    holder.map(it ->
                                    "process "
                                            + it.pid()
                                            + ", '"
                                            + it.command()
                                            + "', since "
                                            + it.since())
                            .orElse("a process that did not say who it is"));
        }
        return Finding.notable(
                "locks",
                "a weir is at work: " + String.join("; ", all),
                "builds that share a task or a file with it wait for it to end");
    }

    private static Finding known(TraceLog traces) {
        return traces.damage()
                .map(damage ->
                        Finding.bad(
                                "state",
                                damage,
                                "the next build goes on without: tasks are restored or run again"))
                .orElseGet(() ->
                        Finding.good(
                                "state", Sizes.count(traces.tasks().size(), "task") + " known"));
    }

    private Finding killed(TraceLog traces) throws IOException {
        if (new Recovery(root, cache).isDue()) {
            return Finding.bad(
                    "crashes",
                    "a weir was killed while it changed outputs",
                    "the next build, whatever its target, brings that to an end");
        }
        SortedSet<Path> asides = asides(traces);
        if (asides.isEmpty() || !WorkspaceLock.holders(cache).isEmpty()) {
            return Finding.good("crashes", "nothing is left of a killed weir");
        }
        return Finding.bad(
                "crashes",
                "old outputs were left aside, and no journal tells of them: " + shown(asides),
                "look at them; rename what is worth keeping, and remove the rest");
    }

    private String shown(SortedSet<Path> asides) {
        return String.join(
                ", ", asides.stream().map(path -> root.relativize(path).toString()).toList());
    }

    /// weir's own names beside outputs, those that are declared and those that were made.
    private SortedSet<Path> asides(TraceLog traces) throws IOException {
        SortedSet<Path> folders = new TreeSet<>();
        graph.ifPresent(all -> {
            for (Output output : all.allOutputs()) {
                addParent(output.path(), folders);
            }
        });
        for (TaskName task : traces.tasks()) {
            traces.of(task)
                    .ifPresent(trace ->
                            trace.outputs().keySet().forEach(path -> addParent(path, folders)));
        }
        SortedSet<Path> asides = new TreeSet<>();
        for (Path folder : folders) {
            for (Path child : FileTree.childrenIfAny(folder)) {
                if (child.getFileName().toString().startsWith(Unseen.OWN)) {
                    asides.add(child);
                }
            }
        }
        return asides;
    }

    private void addParent(WorkspacePath output, SortedSet<Path> folders) {
        Path parent = root.resolve(output.text()).getParent();
        if (parent != null) {
            folders.add(parent);
        }
    }
}
