package dev.weir.workspace;

import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.util.Collection;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a weir keeps others from while it changes a workspace.
public sealed interface Claim {
    /// Everything there is.
    record Everything() implements Claim {}

    /// Tasks, whose traces, checkpoints and logs have one place each, and paths. Who writes a path
    /// is alone with it, with what lies below it, and with the folders above it as a whole; any
    /// number may read one.
    ///
    /// @param writes paths of outputs, in normal form
    /// @param reads inputs
    record Some(Set<TaskName> tasks, NavigableSet<String> writes, Set<PathPattern> reads)
            implements Claim {
        public Some {
            tasks = Set.copyOf(tasks);
            writes = new TreeSet<>(writes);
            reads = Set.copyOf(reads);
        }
    }

    /// Nothing at all.
    static Claim nothing() {
        return new Some(Set.of(), new TreeSet<>(), Set.of());
    }

    /// What running these tasks, or restoring what they made, takes.
    static Claim of(Collection<Task> tasks) {
        Set<TaskName> names = new HashSet<>();
        NavigableSet<String> writes = new TreeSet<>();
        Set<PathPattern> reads = new HashSet<>();
        for (Task task : tasks) {
            if (!task.isGroup()) {
                names.add(task.name());
            }
            for (Output output : task.outputs()) {
                writes.add(output.path().text());
            }
            for (Input input : task.inputs()) {
                reads.add(input.pattern());
            }
        }
        return new Some(names, writes, reads);
    }

    /// What a transaction under way takes.
    static Claim of(Plan plan) {
        NavigableSet<String> writes = new TreeSet<>();
        plan.slots().forEach(slot -> writes.add(slot.path().text()));
        return new Some(Set.of(plan.task()), writes, Set.of());
    }

    /// Both together.
    default Claim and(Claim other) {
        if (!(this instanceof Some one && other instanceof Some two)) {
            return new Everything();
        }
        Set<TaskName> tasks = new HashSet<>(one.tasks);
        tasks.addAll(two.tasks);
        NavigableSet<String> writes = new TreeSet<>(one.writes);
        writes.addAll(two.writes);
        Set<PathPattern> reads = new HashSet<>(one.reads);
        reads.addAll(two.reads);
        return new Some(tasks, writes, reads);
    }

    /// What it takes of a workspace that this one lies in: the paths, as they are seen from there,
    /// and no task. Of a glob it is the folder below which its matches lie.
    ///
    /// @param folder this workspace, seen from there
    default Claim within(String folder) {
        NavigableSet<String> writes = new TreeSet<>();
        Set<PathPattern> reads = new HashSet<>();
        switch (this) {
            case Everything() -> writes.add(folder);
            case Some some -> {
                some.writes.forEach(path -> writes.add(folder + "/" + path));
                for (PathPattern pattern : some.reads) {
                    String root = pattern.root().text();
                    if (!root.startsWith("/")) {
                        reads.add(PathPattern.literal(folder + "/" + root));
                    }
                }
            }
        }
        return new Some(Set.of(), writes, reads);
    }

    /// Whether a task is in it.
    default boolean covers(TaskName task) {
        return !(this instanceof Some some) || some.tasks.contains(task);
    }

    /// What only one of two can have at a time, in words; empty when both can be had at once.
    default Optional<String> dispute(Claim other) {
        if (!(this instanceof Some one && other instanceof Some two)) {
            return Optional.of("the whole workspace");
        }
        for (TaskName task : one.tasks) {
            if (two.tasks.contains(task)) {
                return Optional.of("task '" + task + "'");
            }
        }
        for (String path : one.writes) {
            Optional<String> touched = touched(path, two.writes);
            if (touched.isPresent()) {
                return quoted(touched.get());
            }
        }
        Optional<String> read = read(one.reads, two.writes);
        return (read.isPresent() ? read : read(two.reads, one.writes)).flatMap(Claim::quoted);
    }

    private static Optional<String> quoted(String path) {
        return Optional.of("'" + path + "'");
    }

    private static Optional<String> read(Set<PathPattern> reads, NavigableSet<String> writes) {
        for (PathPattern pattern : reads) {
            if (pattern.root().isInside()) {
                Optional<String> read =
                        pattern.isGlob()
                                ? writes.stream().filter(path -> mayRead(pattern, path)).findFirst()
                                : touched(pattern.root().text(), writes);
                if (read.isPresent()) {
                    return read;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean mayRead(PathPattern glob, String written) {
        WorkspacePath path = new WorkspacePath(written);
        return glob.matches(path) || glob.mayMatchBelow(path);
    }

    /// One of the paths that is this one, or lies above or below it.
    private static Optional<String> touched(String path, NavigableSet<String> paths) {
        if (path.equals(".")) {
            return paths.stream().findFirst();
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String above = path.substring(0, end);
            if (paths.contains(above)) {
                return Optional.of(above);
            }
        }
        String below = paths.ceiling(path + "/");
        return Optional.ofNullable(below).filter(next -> next.startsWith(path + "/"));
    }

    /// Adds it to a record.
    default void write(RecordWriter to) {
        if (!(this instanceof Some some)) {
            to.number(1);
            return;
        }
        to.number(0).number(some.tasks.size());
        some.tasks.forEach(task -> to.text(task.text()));
        to.number(some.writes.size());
        some.writes.forEach(to::text);
        to.number(some.reads.size());
        some.reads.forEach(pattern -> to.number(pattern.isGlob() ? 1 : 0).text(pattern.toString()));
    }

    /// The next one of a record.
    static Claim read(RecordReader from) {
        if (from.number() == 1) {
            return new Everything();
        }
        Set<TaskName> tasks = new HashSet<>();
        for (int left = from.count(); left > 0; left--) {
            tasks.add(new TaskName(from.text()));
        }
        NavigableSet<String> writes = new TreeSet<>();
        for (int left = from.count(); left > 0; left--) {
            writes.add(from.text());
        }
        Set<PathPattern> reads = new HashSet<>();
        for (int left = from.count(); left > 0; left--) {
            boolean glob = from.number() == 1;
            reads.add(glob ? PathPattern.of(from.text()) : PathPattern.literal(from.text()));
        }
        return new Some(tasks, writes, reads);
    }
}
