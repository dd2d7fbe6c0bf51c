package dev.weir.workspace;

import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.Hasher;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.RunId;
import dev.weir.trace.Trace;
import dev.weir.trace.TraceLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A workspace with old outputs of every kind, and a task that replaces them: played as often as
/// there are steps to die at.
final class Rehearsal {
    static final TaskName TASK = new TaskName("train");
    static final List<Output> OUTPUTS =
            List.of(
                    Output.of("", "out/a file"),
                    Output.of("", "out/folder/"),
                    Output.of("", "fresh/deep/new.txt"),
                    Output.of("", "fresh/tree/"),
                    Output.of("", "mounted/data.bin"),
                    Output.of("", "link"));

    final Path root;
    final CacheFolder cache;

    Rehearsal(Path folder) {
        this.root = folder.resolve("ws");
        this.cache = new CacheFolder(root.resolve("cache"));
    }

    /// The old outputs; a folder of them is really elsewhere.
    Rehearsal set() throws IOException {
        Path elsewhere = Files.createDirectories(root.resolveSibling("elsewhere"));
        Files.createDirectories(root.resolve("out/folder/inner"));
        Files.createSymbolicLink(root.resolve("mounted"), elsewhere);
        write("out/a file", "old");
        write("out/other", "not an output");
        write("out/folder/inner/x", "old");
        Files.createDirectories(root.resolve("out/folder/empty"));
        write("mounted/data.bin", "old");
        Files.createSymbolicLink(root.resolve("link"), Path.of("out/other"));
        return this;
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(root.resolve(path), text);
    }

    /// A build of the task up to its commit.
    void play(FaultPoint faults) throws IOException {
        try (Transactions transactions = transactions(faults)) {
            Transaction transaction = begin(transactions);
            transaction.started("process 1");
            faults.reached("first outputs");
            makePart();
            faults.reached("last outputs");
            makeRest();
            faults.reached("append trace");
            append(transaction.id());
            transaction.commit();
            faults.reached("end");
        }
    }

    /// A build whose task fails.
    void playFailing(FaultPoint faults) throws IOException {
        try (Transactions transactions = transactions(faults)) {
            Transaction transaction = begin(transactions);
            transaction.started("process 1");
            makePart();
            faults.reached("try again");
            transaction.again();
            makePart();
            transaction.rollBack();
        }
    }

    Transactions transactions(FaultPoint faults) throws IOException {
        return new Transactions(root, cache, undo(), faults);
    }

    private static Transaction begin(Transactions transactions) throws IOException {
        return transactions.begin(TASK, OUTPUTS, List.of(new WorkspacePath("out/a file")));
    }

    UndoLog undo() {
        Keeper keeper =
                new Keeper() {
                    @Override
                    public Digest put(Path file) throws IOException {
                        return new FileHasher().hash(file, Files.size(file));
                    }

                    @Override
                    public Digest put(Path file, Digest known) throws IOException {
                        return put(file);
                    }
                };
        return new UndoLog(root, cache, keeper, "20260131T094512Z-k3x9");
    }

    private void makePart() throws IOException {
        write("out/a file", "new");
        write("out/folder/y", "new");
        write("fresh/deep/new.txt", "new");
        Files.writeString(root.resolve("out/.weir~new~folder"), "half restored");
    }

    private void makeRest() throws IOException {
        Files.delete(root.resolve("out/.weir~new~folder"));
        write("fresh/tree/z", "new");
        write("mounted/data.bin", "new");
        write("link", "new");
    }

    private void append(String transaction) throws IOException {
        try (TraceLog log = TraceLog.load(cache)) {
            log.append(
                    new Trace(
                            TASK,
                            "Pipelinefile.yaml",
                            new TaskKey(Hasher.digest("key")),
                            new RunId("r"),
                            new TreeMap<>(),
                            new TreeMap<>(),
                            new TreeMap<>(
                                    Map.of(
                                            new WorkspacePath("link"),
                                            new Entry(Entry.Kind.FILE, Hasher.digest("new"), 3))),
                            Instant.EPOCH,
                            Duration.ZERO),
                    transaction);
        }
    }

    List<Recovered> recover(FaultPoint faults) throws IOException, InterruptedException {
        try (TraceLog log = TraceLog.load(cache)) {
            return recover(faults, endings(identity -> {}), log::committed);
        }
    }

    /// Takes the names of processes to be ended; of one without a name `?`.
    static Recovery.Ending endings(Consumer<String> ended) {
        return new Recovery.Ending() {
            @Override
            public void end(String identity) {
                ended.accept(identity);
            }

            @Override
            public void endUnknown(TaskName task) {
                ended.accept("? of " + task);
            }
        };
    }

    /// As the next weir does, which wants nothing itself.
    List<Recovered> recover(FaultPoint faults, Recovery.Ending ending, Recovery.Commits commits)
            throws IOException, InterruptedException {
        WorkspaceLock.Wanted wanted =
                new WorkspaceLock.Wanted(
                        cache, Claim.nothing(), Holder.self(Instant.EPOCH, "weir"), () -> "next");
        if (!(WorkspaceLock.tryAcquire(wanted) instanceof WorkspaceLock.Try.Got(var got))) {
            throw new IllegalStateException("somebody is at work");
        }
        try (WorkspaceLock lock = got) {
            return new Recovery(root, cache, faults).recover(lock, ending, commits);
        }
    }

    boolean committed() throws IOException {
        try (TraceLog log = TraceLog.load(cache)) {
            return log.of(TASK).isPresent();
        }
    }

    /// All that stands in the workspace but in the cache, through the link to elsewhere.
    Map<String, String> describe() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        describe(root, tree);
        describe(root.resolveSibling("elsewhere"), tree);
        return tree;
    }

    private void describe(Path from, Map<String, String> tree) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = root.relativize(path).toString();
                if (name.equals("cache") || name.startsWith("cache/")) {
                    continue;
                }
                if (Files.isSymbolicLink(path)) {
                    tree.put(name, "link to " + Files.readSymbolicLink(path).getFileName());
                } else {
                    tree.put(name, FileTree.isFolder(path) ? "" : Files.readString(path));
                }
            }
        }
    }

    /// A build that dies at the step of a number.
    static final class Deadly implements FaultPoint {
        private final int last;
        private final Runnable death;
        private int steps;

        Deadly(int last, Runnable death) {
            this.last = last;
            this.death = death;
        }

        /// Dies as a process does: nothing in it goes on.
        static Deadly at(int step) {
            return new Deadly(
                    step,
                    () -> {
                        throw new Death();
                    });
        }

        @Override
        public void reached(String step) {
            steps++;
            if (steps == last) {
                death.run();
            }
        }
    }

    static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }
}
