package dev.weir.build;

import dev.weir.build.event.Events;
import dev.weir.build.run.Checkpoints;
import dev.weir.build.schedule.Slots;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.build.verdict.Knowledge;
import dev.weir.build.verdict.Stores;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verify.Tables;
import dev.weir.build.verify.Verification;
import dev.weir.cache.StoreLock;
import dev.weir.disk.CacheFolder;
import dev.weir.exec.Cancellation;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.trace.RunId;
import dev.weir.workspace.Claim;
import dev.weir.workspace.Transactions;
import dev.weir.workspace.UndoLog;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// What changes a workspace, or needs it unchanged, and is no build: each under the lock, after
/// what a killed weir left is recovered. Promises stand at [Build], by the same names.
final class LockedChanges {
    private final BuildSetup setup;
    private final TaskGraph graph;
    private final CacheFolder cache;
    private final Locking.Caller caller;
    private final Events events;
    private final Cancellation cancellation;

    LockedChanges(BuildSetup setup, Locking.Caller caller) {
        this.setup = setup;
        this.graph = setup.graph();
        this.cache = new CacheFolder(setup.cache());
        this.caller = caller;
        this.events = caller.events();
        this.cancellation = caller.cancellation();
    }

    Cleaned clean(Collection<TaskName> tasks, boolean store)
            throws InterruptedException, IOException {
        return alone(
                store && !setup.storage().isShared()
                        ? place(StoreLock.Kind.ALONE, new Claim.Everything())
                        : place(
                                StoreLock.Kind.SHARED,
                                store
                                        ? new Claim.Everything()
                                        : Claim.of(tasks.stream().map(this::task).toList())),
                (stores, undo) -> {
                    Cleaning cleaning = new Cleaning(stores, undo);
                    for (TaskName task : tasks) {
                        cleaning.clean(task(task), store);
                        new Checkpoints(cache).forget(task);
                    }
                    if (store) {
                        stores.close();
                        cleaning.clearStore(cache);
                    }
                    return cleaning.done();
                },
                new Cleaned(List.of(), List.of(), List.of(), 0));
    }

    Adopted adopt(List<TaskName> tasks) throws BuildRefused, InterruptedException, IOException {
        BitSet closure = graph.closure(tasks);
        List<BuildRefused> refused = new ArrayList<>();
        Adopted adopted =
                alone(
                        place(StoreLock.Kind.SHARED, claim(closure)),
                        (stores, undo) -> {
                            Asking asking = new Asking(setup);
                            Knowledge knowledge = asking.knowledge(closure, stores);
                            Instant now = setup.clock().instant();
                            try {
                                Adopted made =
                                        new Adopting(
                                                        graph,
                                                        setup.pipelinefile(),
                                                        stores,
                                                        knowledge,
                                                        asking.judge(stores, knowledge))
                                                .adopt(tasks, new RunId(undo.run()), now, events);
                                // weir did not make them: what replaces them must be able to go
                                // back.
                                undo.save(
                                        made.outputs().values().stream()
                                                .flatMap(List::stream)
                                                .toList());
                                return made;
                            } catch (BuildRefused why) {
                                refused.add(why);
                                return new Adopted(new LinkedHashMap<>());
                            }
                        },
                        new Adopted(new LinkedHashMap<>()));
        if (!refused.isEmpty()) {
            throw refused.getFirst();
        }
        return adopted;
    }

    Undone undo(Optional<String> run) throws InterruptedException, IOException {
        return alone(
                place(StoreLock.Kind.SHARED, new Claim.Everything()),
                (stores, undo) -> Undoing.undo(cache, stores, undo, run),
                Undone.nothing(new LinkedHashMap<>()));
    }

    void verify(Collection<TaskName> tasks, int jobs, Tables tables, Verification.Listener verified)
            throws InterruptedException, IOException {
        var _ =
                alone(
                        place(StoreLock.Kind.SHARED, claim(graph.closure(tasks))),
                        (stores, undo) -> {
                            Survey survey =
                                    new Asking(setup)
                                            .survey(tasks, BuildRequest.of(List.of()), stores);
                            try (Transactions transactions =
                                    new Transactions(setup.root(), cache, undo)) {
                                Verification.Site site =
                                        new Verification.Site(
                                                cache,
                                                graph,
                                                stores,
                                                transactions,
                                                setup.runner(),
                                                setup.outside(),
                                                tables,
                                                cancellation);
                                new Verification(site, survey, tasks, verified)
                                        .run(
                                                new Slots(
                                                        jobs,
                                                        Memory.ofMachine(),
                                                        setup.pipeline().pools()));
                            }
                            return true;
                        },
                        false);
    }

    private Task task(TaskName name) {
        return graph.task(graph.number(name).orElseThrow());
    }

    private Claim claim(BitSet tasks) {
        return Claim.of(tasks.stream().mapToObj(graph::task).toList());
    }

    private Locking.Place place(StoreLock.Kind kind, Claim claim) {
        return new Locking.Place(cache, setup.places().store(), kind, claim);
    }

    private interface Change<T> {
        T make(Stores stores, UndoLog undo) throws IOException, InterruptedException;
    }

    /// Does something while no other weir changes what is claimed, after what a killed one left is
    /// recovered.
    private <T> T alone(Locking.Place place, Change<T> change, T nothing)
            throws InterruptedException, IOException {
        Optional<Locking> lock = Locking.acquire(place, caller);
        if (lock.isEmpty()) {
            return nothing;
        }
        try (Locking held = lock.get();
                Stores stores = Stores.open(setup.places())) {
            UndoLog undo = held.undo(setup, stores);
            new Crash(setup.root(), cache).recover(held.workspace(), stores.traces(), events);
            return change.make(stores, undo);
        }
    }
}
