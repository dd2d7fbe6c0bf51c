package dev.weir.build;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildReport;
import dev.weir.build.event.Events;
import dev.weir.build.event.Outcome;
import dev.weir.build.links.LinkCheck;
import dev.weir.build.links.RealPaths;
import dev.weir.build.run.BuildJobs;
import dev.weir.build.run.Checkpoints;
import dev.weir.build.run.OutputGuard;
import dev.weir.build.run.RunSite;
import dev.weir.build.run.SourceWatch;
import dev.weir.build.run.TaskRestore;
import dev.weir.build.run.TaskRun;
import dev.weir.build.run.Temporaries;
import dev.weir.build.schedule.Scheduler;
import dev.weir.build.schedule.Slots;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.build.verdict.FirstLook;
import dev.weir.build.verdict.Judge;
import dev.weir.build.verdict.Knowledge;
import dev.weir.build.verdict.Learnt;
import dev.weir.build.verdict.Stores;
import dev.weir.build.verdict.Wishes;
import dev.weir.disk.CacheFolder;
import dev.weir.exec.Cancellation;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.TaskName;
import dev.weir.workspace.Looks;
import dev.weir.workspace.Transactions;
import dev.weir.workspace.UndoLog;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.SequencedMap;

/// A build that has what it is going to change to itself: what was left is recovered and moved
/// away, then tasks run.
final class LockedBuild {
    private final BuildSetup setup;
    private final TaskGraph graph;
    private final CacheFolder cache;
    private final BuildRequest request;
    private final Events events;
    private final Cancellation cancellation;

    LockedBuild(BuildSetup setup, BuildRequest request, Events events, Cancellation cancellation) {
        this.setup = setup;
        this.graph = setup.graph();
        this.cache = new CacheFolder(setup.cache());
        this.request = request;
        this.events = events;
        this.cancellation = cancellation;
    }

    /// Does it.
    ///
    /// @param learnt by the first look
    /// @param before what it found
    /// @param start when the build began, by the machine's own clock
    BuildReport run(Locking held, Crash crash, Learnt learnt, FirstLook before, long start)
            throws InterruptedException, IOException {
        try (Stores stores = Stores.open(setup.places(), learnt, Looks.unrecorded())) {
            UndoLog undo = held.undo(setup, stores);
            stores.traces().damage().ifPresent(damage -> events.on(new BuildEvent.Warned(damage)));
            crash.recover(held.workspace(), stores.traces(), events);
            BitSet closure = graph.closure(request.targets());
            LeftoverRemoval leftovers = new LeftoverRemoval(setup, stores, undo, events, closure);
            leftovers.remove();
            before.repeat();
            SequencedMap<TaskName, Outcome> outcomes;
            try (Transactions transactions = new Transactions(setup.root(), cache, undo);
                    Checkpoints checkpoints = new Checkpoints(cache)) {
                outcomes =
                        schedule(
                                new RunSite(
                                        setup.root(),
                                        setup.pipelinefile(),
                                        cache,
                                        stores,
                                        transactions,
                                        checkpoints,
                                        held.run(),
                                        setup.runner(),
                                        setup.outside(),
                                        events,
                                        cancellation,
                                        setup.clock()),
                                before,
                                leftovers);
            }
            stores.stats().save();
            return new BuildReport(
                    Optional.of(held.run()),
                    outcomes,
                    Duration.ofNanos(System.nanoTime() - start),
                    stores.contents().added(),
                    0,
                    cancellation.isRequested());
        }
    }

    private SequencedMap<TaskName, Outcome> schedule(
            RunSite site, FirstLook before, LeftoverRemoval leftovers) throws InterruptedException {
        BitSet closure = graph.closure(request.targets());
        long tasks = closure.stream().filter(task -> !graph.task(task).isGroup()).count();
        site.events().on(new BuildEvent.Started(site.run(), (int) tasks));
        Knowledge knowledge = new Knowledge(graph.size(), site.stores());
        Asking asking = new Asking(setup);
        Judge judge = asking.judge(site.stores(), knowledge);
        Wishes wishes = new Wishes(request);
        OutputGuard guard = new OutputGuard(site.cache(), site.stores(), request.overwrite());
        LinkCheck links = new LinkCheck(setup.root(), graph, site.stores().disk(), new RealPaths());
        BuildJobs jobs =
                new BuildJobs(
                        site,
                        graph,
                        judge,
                        knowledge,
                        wishes,
                        new TaskRun(
                                site,
                                guard,
                                new SourceWatch(graph, site.stores().disk(), asking.keys()),
                                links),
                        new TaskRestore(site, guard),
                        new Temporaries(graph, closure, site.stores(), judge, knowledge, wishes),
                        before,
                        links,
                        leftovers::remove);
        Slots slots = new Slots(request.jobs(), Memory.ofMachine(), setup.pipeline().pools());
        return new Scheduler(graph, closure, jobs, slots, request.keepGoing(), site.cancellation())
                .run();
    }
}
