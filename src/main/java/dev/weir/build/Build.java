package dev.weir.build;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildListener;
import dev.weir.build.event.BuildReport;
import dev.weir.build.event.Events;
import dev.weir.build.event.Outcome;
import dev.weir.build.run.BuildJobs;
import dev.weir.build.run.Checkpoints;
import dev.weir.build.run.OutputGuard;
import dev.weir.build.run.RunSite;
import dev.weir.build.run.SourceWatch;
import dev.weir.build.run.StoreKeeper;
import dev.weir.build.run.TaskRestore;
import dev.weir.build.run.TaskRun;
import dev.weir.build.run.Temporaries;
import dev.weir.build.schedule.Scheduler;
import dev.weir.build.schedule.Slots;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.build.verdict.Judge;
import dev.weir.build.verdict.KeyBuilder;
import dev.weir.build.verdict.Knowledge;
import dev.weir.build.verdict.Leftovers;
import dev.weir.build.verdict.Stores;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verdict.Verdict;
import dev.weir.build.verdict.Wishes;
import dev.weir.build.verify.Tables;
import dev.weir.build.verify.Verification;
import dev.weir.cache.StoreLock;
import dev.weir.disk.CacheFolder;
import dev.weir.exec.Cancellation;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.TaskName;
import dev.weir.trace.RunId;
import dev.weir.workspace.Claim;
import dev.weir.workspace.FaultPoint;
import dev.weir.workspace.Looks;
import dev.weir.workspace.StatCache;
import dev.weir.workspace.Transactions;
import dev.weir.workspace.UndoLog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Brings targets of one pipeline up to date in one workspace.
///
/// Asking ([#survey]) takes no lock and changes nothing. Building asks first, and only when
/// something has to be done it claims what it is going to touch. Not for several threads.
public final class Build {
    private final BuildSetup setup;
    private final TaskGraph graph;
    private final CacheFolder cache;
    private final FaultPoint faults;
    private final String command;

    private Build(BuildSetup setup, FaultPoint faults, String command) {
        this.setup = setup;
        this.graph = setup.graph();
        this.cache = new CacheFolder(setup.cache());
        this.faults = faults;
        this.command = command;
    }

    /// A build with everything it works with; opens nothing yet.
    public static Build of(BuildSetup setup) {
        return new Build(setup, FaultPoint.NONE, "weir");
    }

    /// The same, dying where a test wants it to.
    static Build of(BuildSetup setup, FaultPoint faults) {
        return new Build(setup, faults, "weir");
    }

    /// The same under another name, for those who have to wait for it.
    ///
    /// @param line the command as it was typed
    public Build called(String line) {
        return new Build(setup, faults, line);
    }

    /// The same for a request by which temporary outputs stay.
    private Build keeping(BuildRequest request) {
        return new Wishes(request)
                .keeping(setup.pipeline())
                .map(kept -> new Build(setup.with(kept), faults, command))
                .orElse(this);
    }

    /// The verdict on each of the tasks and on what they need, as a build that names none of them
    /// would find them.
    public Survey survey(Collection<TaskName> tasks) throws InterruptedException, IOException {
        try (Stores stores = asked()) {
            return survey(tasks, BuildRequest.of(List.of()), stores);
        }
    }

    /// The verdict on each task the targets need, as things are now.
    public Survey survey(BuildRequest request) throws InterruptedException, IOException {
        return keeping(request).surveyed(request);
    }

    private Survey surveyed(BuildRequest request) throws InterruptedException, IOException {
        try (Stores stores = asked()) {
            return survey(request.targets(), request, stores);
        }
    }

    private Stores asked() {
        return Stores.open(setup.places(), StatCache.load(cache), setup.looks());
    }

    private Survey survey(Collection<TaskName> tasks, BuildRequest request, Stores stores)
            throws InterruptedException {
        BitSet closure = graph.closure(tasks);
        Knowledge knowledge =
                new Knowledge(
                        graph.size(),
                        stores,
                        Leftovers.of(setup.pipeline(), graph, closure, stores));
        return Survey.of(graph, closure, judge(stores, knowledge), knowledge, new Wishes(request));
    }

    private Judge judge(Stores stores, Knowledge knowledge) {
        KeyBuilder keys = new KeyBuilder(setup.outside(), setup.steps(), setup.tools());
        return new Judge(graph, stores, keys, knowledge, setup.clock().instant());
    }

    /// Brings the targets up to date.
    ///
    /// @param listener is told what happens, one event at a time
    /// @param cancellation ends the build early; what runs is ended, and its old outputs come back
    /// @throws BuildRefused when something is in the way that is known before anything runs
    /// @throws IOException when weir's own files cannot be written
    public BuildReport build(
            BuildRequest request, BuildListener listener, Cancellation cancellation)
            throws BuildRefused, InterruptedException, IOException {
        return keeping(request).built(request, listener, cancellation);
    }

    private BuildReport built(
            BuildRequest request, BuildListener listener, Cancellation cancellation)
            throws BuildRefused, InterruptedException, IOException {
        long start = System.nanoTime();
        Crash crash = new Crash(setup.root(), cache, faults);
        StatCache stats = StatCache.load(cache);
        boolean refused = false;
        try (Stores stores = Stores.open(setup.places(), stats, setup.looks())) {
            Survey survey = survey(request.targets(), request, stores);
            crash.places().forEach(setup.looks()::note);
            if (survey.isSettled() && !crash.isDue()) {
                stores.stats().save();
                return settled(survey, start);
            }
            refused = isRefused(request, survey, stores);
        }
        Events events = new Events(listener);
        Optional<Locking> lock =
                Locking.acquire(
                        place(StoreLock.Kind.SHARED, claim(graph.closure(request.targets()))),
                        new Locking.Caller(command, setup.clock(), events, cancellation));
        if (lock.isEmpty()) {
            return new BuildReport(
                    Optional.empty(), new LinkedHashMap<>(), since(start), 0, 0, true);
        }
        try (Locking held = lock.get()) {
            if (refused) {
                refuse(request);
            }
            Collecting collecting = new Collecting(setup);
            collecting.begin(events);
            BuildReport report = locked(held, request, events, cancellation, crash, stats, start);
            held.releaseStore();
            BuildReport whole = collecting.after(report, events);
            events.on(new BuildEvent.Ended(whole));
            return whole;
        }
    }

    /// What stands in the way may be another weir's, at work or dead: where there was one ever, the
    /// last word is said under the lock.
    private boolean isRefused(BuildRequest request, Survey survey, Stores stores)
            throws BuildRefused, InterruptedException {
        try {
            new Refusals(setup.root(), graph, setup.runner(), stores, request).refuse(survey);
            return false;
        } catch (BuildRefused perhaps) {
            if (Files.isDirectory(cache.path("state")) && Files.isWritable(cache.path("state"))) {
                return true;
            }
            throw perhaps;
        }
    }

    private void refuse(BuildRequest request)
            throws BuildRefused, InterruptedException, IOException {
        try (Stores stores = Stores.open(setup.places())) {
            Survey survey = survey(request.targets(), request, stores);
            new Refusals(setup.root(), graph, setup.runner(), stores, request).refuse(survey);
        }
    }

    private Claim claim(BitSet tasks) {
        return Claim.of(tasks.stream().mapToObj(graph::task).toList());
    }

    /// Removes the outputs of tasks, their checkpoints and what is known of them; what was edited
    /// since is kept for [#undo].
    ///
    /// @param tasks exactly these, not what they need
    /// @param store whether the workspace's own store and the records of earlier builds go too;
    ///   edited outputs then stay where they are
    /// @param listener is told for whom it waits
    public Cleaned clean(
            Collection<TaskName> tasks,
            boolean store,
            BuildListener listener,
            Cancellation cancellation)
            throws InterruptedException, IOException {
        return alone(
                store && !setup.storage().isShared()
                        ? place(StoreLock.Kind.ALONE, new Claim.Everything())
                        : place(
                                StoreLock.Kind.SHARED,
                                store ? new Claim.Everything() : claim(tasks)),
                listener,
                cancellation,
                (stores, undo) -> {
                    Cleaning cleaning = new Cleaning(stores, undo);
                    for (TaskName task : tasks) {
                        cleaning.clean(graph.task(graph.number(task).orElseThrow()), store);
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

    /// Records what stands at the outputs of tasks as what they make now, without running them.
    ///
    /// @param listener is told for whom it waits, and what is peculiar
    /// @throws BuildRefused with all that is in the way; nothing was recorded then
    public Adopted adopt(List<TaskName> tasks, BuildListener listener, Cancellation cancellation)
            throws BuildRefused, InterruptedException, IOException {
        List<BuildRefused> refused = new ArrayList<>();
        Adopted adopted =
                alone(
                        place(StoreLock.Kind.SHARED, claim(graph.closure(tasks))),
                        listener,
                        cancellation,
                        (stores, undo) -> {
                            Knowledge knowledge = new Knowledge(graph.size(), stores);
                            Instant now = setup.clock().instant();
                            try {
                                return new Adopting(
                                                graph, stores, knowledge, judge(stores, knowledge))
                                        .adopt(
                                                tasks,
                                                new RunId(undo.run()),
                                                now,
                                                new Events(listener));
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

    /// Brings back what the last build (or cleaning) replaced or removed although weir had not made
    /// it.
    public Undone undo(BuildListener listener, Cancellation cancellation)
            throws InterruptedException, IOException {
        return alone(
                place(StoreLock.Kind.SHARED, new Claim.Everything()),
                listener,
                cancellation,
                (stores, undo) -> new Undoing(stores, undo).undo(),
                new Undone(List.of(), List.of()));
    }

    /// Runs tasks that are up to date again, in copies of what they read, and tells of each what
    /// came of it. Neither outputs nor anything that is known of tasks change.
    ///
    /// @param tasks exactly these
    /// @param jobs processors to keep busy
    public void verify(
            Collection<TaskName> tasks,
            int jobs,
            Tables tables,
            Verification.Listener verified,
            BuildListener listener,
            Cancellation cancellation)
            throws InterruptedException, IOException {
        var _ =
                alone(
                        place(StoreLock.Kind.SHARED, claim(graph.closure(tasks))),
                        listener,
                        cancellation,
                        (stores, undo) -> {
                            Survey survey = survey(tasks, BuildRequest.of(List.of()), stores);
                            try (Transactions transactions =
                                    new Transactions(setup.root(), cache, undo, faults)) {
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
                                new Verification(site, survey, tasks, verified).run(slots(jobs));
                            }
                            return true;
                        },
                        false);
    }

    private Slots slots(int jobs) {
        return new Slots(jobs, Memory.ofMachine(), setup.pipeline().pools());
    }

    private interface Change<T> {
        T make(Stores stores, UndoLog undo) throws IOException, InterruptedException;
    }

    /// Does something while no other weir changes what is claimed, after what a killed one left is
    /// recovered.
    private <T> T alone(
            Locking.Place place,
            BuildListener listener,
            Cancellation cancellation,
            Change<T> change,
            T nothing)
            throws InterruptedException, IOException {
        Events events = new Events(listener);
        Optional<Locking> lock =
                Locking.acquire(
                        place, new Locking.Caller(command, setup.clock(), events, cancellation));
        if (lock.isEmpty()) {
            return nothing;
        }
        try (Locking held = lock.get();
                Stores stores = Stores.open(setup.places())) {
            UndoLog undo = undo(held, stores);
            new Crash(setup.root(), cache, faults)
                    .recover(held.workspace(), stores.traces(), events);
            return change.make(stores, undo);
        }
    }

    private UndoLog undo(Locking held, Stores stores) {
        return new UndoLog(setup.root(), cache, new StoreKeeper(stores.saved()), held.run().text());
    }

    private Claim claim(Collection<TaskName> tasks) {
        BitSet numbers = new BitSet();
        tasks.forEach(task -> numbers.set(graph.number(task).orElseThrow()));
        return claim(numbers);
    }

    private Locking.Place place(StoreLock.Kind kind, Claim claim) {
        return new Locking.Place(cache, setup.places().store(), kind, claim);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private BuildReport settled(Survey survey, long start) {
        SequencedMap<TaskName, Outcome> outcomes = new LinkedHashMap<>();
        survey.findings()
                .forEach((task, finding) ->
                        outcomes.put(
                                task,
                                finding.verdict() instanceof Verdict.UpToDate upToDate
                                        ? new Outcome.UpToDate(upToDate.outputs())
                                        : new Outcome.Grouped()));
        return new BuildReport(Optional.empty(), outcomes, since(start), 0, 0, false);
    }

    /// @param stats what the first look has learnt of files: none is read twice
    private BuildReport locked(
            Locking held,
            BuildRequest request,
            Events events,
            Cancellation cancellation,
            Crash crash,
            StatCache stats,
            long start)
            throws InterruptedException, IOException {
        try (Stores stores = Stores.open(setup.places(), stats, Looks.unrecorded())) {
            UndoLog undo = undo(held, stores);
            stores.traces().damage().ifPresent(damage -> events.on(new BuildEvent.Warned(damage)));
            crash.recover(held.workspace(), stores.traces(), events);
            new LeftoverRemoval(stores, undo, events)
                    .remove(
                            Leftovers.of(
                                    setup.pipeline(),
                                    graph,
                                    graph.closure(request.targets()),
                                    stores));
            SequencedMap<TaskName, Outcome> outcomes;
            try (Transactions transactions = new Transactions(setup.root(), cache, undo, faults);
                    Checkpoints checkpoints = new Checkpoints(cache)) {
                outcomes =
                        schedule(
                                request,
                                new RunSite(
                                        setup.root(),
                                        cache,
                                        stores,
                                        transactions,
                                        checkpoints,
                                        held.run(),
                                        setup.runner(),
                                        setup.outside(),
                                        events,
                                        cancellation,
                                        setup.clock()));
            }
            stores.stats().save();
            return new BuildReport(
                    Optional.of(held.run()),
                    outcomes,
                    since(start),
                    stores.contents().added(),
                    0,
                    cancellation.isRequested());
        }
    }

    private SequencedMap<TaskName, Outcome> schedule(BuildRequest request, RunSite site)
            throws InterruptedException {
        BitSet closure = graph.closure(request.targets());
        long tasks = closure.stream().filter(task -> !graph.task(task).isGroup()).count();
        site.events().on(new BuildEvent.Started(site.run(), (int) tasks));
        Knowledge knowledge = new Knowledge(graph.size(), site.stores());
        Judge judge = judge(site.stores(), knowledge);
        Wishes wishes = new Wishes(request);
        OutputGuard guard =
                new OutputGuard(
                        site.stores(),
                        request.overwrite() || site.stores().traces().damage().isPresent());
        BuildJobs jobs =
                new BuildJobs(
                        site,
                        graph,
                        judge,
                        knowledge,
                        wishes,
                        new TaskRun(site, guard, new SourceWatch(graph, site.stores().disk())),
                        new TaskRestore(site, guard),
                        new Temporaries(graph, closure, site.stores(), judge, knowledge, wishes));
        Slots slots = slots(request.jobs());
        return new Scheduler(graph, closure, jobs, slots, request.keepGoing(), site.cancellation())
                .run();
    }
}
