package dev.weir.build.run;

import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.Judge;
import dev.weir.build.verdict.Knowledge;
import dev.weir.build.verdict.LostBytes;
import dev.weir.build.verdict.Stores;
import dev.weir.build.verdict.Wishes;
import dev.weir.cache.ActionResult;
import dev.weir.cache.Fetched;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.disk.FileTree;
import dev.weir.graph.OutputIndex;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Temporary outputs: brought back when a task that runs reads them, removed once no task of the
/// build needs them. Their bytes stay in the store, or are made again when that is how they are
/// declared.
public final class Temporaries {
    private final TaskGraph graph;
    private final BitSet closure;
    private final Stores stores;
    private final Judge judge;
    private final LostBytes bytes;
    private final Knowledge knowledge;
    private final Wishes wishes;
    private final Object[] locks;
    private final BitSet good = new BitSet();

    public Temporaries(
            TaskGraph graph,
            BitSet closure,
            Stores stores,
            Judge judge,
            Knowledge knowledge,
            Wishes wishes) {
        this.graph = graph;
        this.closure = closure;
        this.stores = stores;
        this.judge = judge;
        this.bytes = new LostBytes(graph, knowledge, judge);
        this.knowledge = knowledge;
        this.wishes = wishes;
        this.locks = new Object[graph.size()];
        for (int i = 0; i < locks.length; i++) {
            locks[i] = new Object();
        }
    }

    /// The tasks that have to run again before this one can: their temporary outputs it reads are
    /// neither on the disk nor in the store.
    List<Integer> lost(int reader) {
        return bytes.makers(reader);
    }

    /// Brings what the task reads.
    ///
    /// @return whether all of it is there; if not, the store turned out to lack it
    /// @throws IOException when the disk refuses
    boolean bring(int reader) throws IOException {
        for (OutputIndex.Made output : bytes.absent(reader)) {
            synchronized (locks[output.task()]) {
                if (!knowledge.isOnDisk(output) && !bring(output)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean bring(OutputIndex.Made output) throws IOException {
        Optional<ActionResult.Made> made = knowledge.recorded(output);
        if (made.isEmpty()) {
            return false;
        }
        WorkspacePath path = output.output().path();
        Path file = stores.disk().place(path);
        Fetched fetched =
                switch (made.get()) {
                    case ActionResult.MadeFile(Entry entry) ->
                            stores.contents()
                                    .materialise(
                                            entry.digest(),
                                            file,
                                            entry.kind() == Entry.Kind.EXECUTABLE);
                    case ActionResult.MadeFolder(Manifest manifest) ->
                            stores.contents().materialise(manifest, file);
                };
        if (!(fetched instanceof Fetched.Done)) {
            return false;
        }
        stores.disk().changed();
        knowledge.put(output.task(), knowledge.of(output.task()).orElseThrow().withOnDisk(path));
        return true;
    }

    /// A task is decided on, perhaps not for the first time: what it reads is needed until it has
    /// ended.
    void opened(int task) {
        good.clear(task);
    }

    /// Removes what no task of the build needs any more, now that this one is done.
    void ended(int task, Outcome outcome) throws InterruptedException {
        good.set(task, outcome.isGood());
        if (outcome.isGood()) {
            removeIfUnneeded(task);
            for (int source : graph.sources(task)) {
                removeIfUnneeded(source);
            }
        }
    }

    private void removeIfUnneeded(int number) throws InterruptedException {
        Task task = graph.task(number);
        if (!good.get(number) || !wishes.removesTemporaries(task)) {
            return;
        }
        List<Output> removable = new ArrayList<>();
        for (Output output : task.outputs()) {
            OutputIndex.Made made = new OutputIndex.Made(number, output);
            if (!isNeeded(made) && judge.mayGo(made)) {
                removable.add(output);
            }
        }
        for (Output output : removable) {
            synchronized (locks[number]) {
                remove(number, output);
            }
        }
    }

    /// Whether a task of the build reads it that is not done well.
    private boolean isNeeded(OutputIndex.Made made) {
        for (int follower : graph.followers(made.task())) {
            if (closure.get(follower) && !good.get(follower) && reads(follower, made)) {
                return true;
            }
        }
        return false;
    }

    private boolean reads(int follower, OutputIndex.Made made) {
        for (Input input : graph.task(follower).inputs()) {
            if (graph.outputs().feeding(input).contains(made)) {
                return true;
            }
        }
        return false;
    }

    private void remove(int number, Output output) throws InterruptedException {
        Knowledge.Known known = knowledge.of(number).orElseThrow();
        Entry made = known.outputs().get(output.path());
        Optional<Entry> there = stores.disk().output(output.path()).content();
        if (made == null || there.isEmpty() || !there.get().sameAs(made)) {
            return;
        }
        try {
            FileTree.remove(stores.disk().place(output.path()));
            stores.disk().changed();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        knowledge.put(number, known.withAbsent(output.path()));
    }
}
