package dev.weir.build;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildListener;
import dev.weir.build.event.BuildReport;
import dev.weir.build.event.Events;
import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.build.verdict.FirstLook;
import dev.weir.build.verdict.Learnt;
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
import dev.weir.workspace.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
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
    private final String command;
    private final Asking asking;

    private Build(BuildSetup setup, String command) {
        this.setup = setup;
        this.graph = setup.graph();
        this.cache = new CacheFolder(setup.cache());
        this.command = command;
        this.asking = new Asking(setup);
    }

    /// A build with everything it works with; opens nothing yet.
    public static Build of(BuildSetup setup) {
        return new Build(setup, "weir");
    }

    /// The same under another name, for those who have to wait for it.
    ///
    /// @param line the command as it was typed
    public Build called(String line) {
        return new Build(setup, line);
    }

    /// The same for a request by which temporary outputs stay.
    private Build keeping(BuildRequest request) {
        return new Wishes(request)
                .keeping(setup.pipeline())
                .map(kept -> new Build(setup.with(kept), command))
                .orElse(this);
    }

    /// The verdict on each of the tasks and on what they need, as a build that names none of them
    /// would find them.
    public Survey survey(Collection<TaskName> tasks) throws InterruptedException, IOException {
        try (Stores stores = asked()) {
            return asking.survey(tasks, BuildRequest.of(List.of()), stores);
        }
    }

    /// The verdict on each task the targets need, as things are now.
    public Survey survey(BuildRequest request) throws InterruptedException, IOException {
        return keeping(request).surveyed(request);
    }

    private Survey surveyed(BuildRequest request) throws InterruptedException, IOException {
        try (Stores stores = asked()) {
            return asking.survey(request.targets(), request, stores);
        }
    }

    private Stores asked() {
        return Stores.open(setup.places(), Learnt.load(cache), setup.looks());
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
        Crash crash = new Crash(setup.root(), cache);
        Learnt learnt = Learnt.load(cache);
        boolean refused = false;
        FirstLook before;
        try (Stores stores = Stores.open(setup.places(), learnt, setup.looks())) {
            Survey survey = asking.survey(request.targets(), request, stores);
            if (survey.isSettled()) {
                crash.places().forEach(setup.looks()::note);
                if (!crash.isDue()) {
                    stores.stats().save();
                    return settled(survey, start);
                }
            }
            before = new FirstLook(graph, survey, setup.looks());
            refused = isRefused(request, survey, stores);
        }
        Events events = new Events(listener);
        Optional<Locking> lock =
                Locking.acquire(
                        place(graph.closure(request.targets())), caller(events, cancellation));
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
            BuildReport report =
                    new LockedBuild(setup, request, events, cancellation)
                            .run(held, crash, learnt, before, start);
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
            new Refusals(setup, stores, request, survey).refuse();
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
            Survey survey = asking.survey(request.targets(), request, stores);
            new Refusals(setup, stores, request, survey).refuse();
        }
    }

    private Locking.Place place(BitSet tasks) {
        return new Locking.Place(
                cache,
                setup.places().store(),
                StoreLock.Kind.SHARED,
                Claim.of(tasks.stream().mapToObj(graph::task).toList()));
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
        return changes(listener, cancellation).clean(tasks, store);
    }

    /// Records what stands at the outputs of tasks as what they make now, without running them.
    ///
    /// @param listener is told for whom it waits, and what is peculiar
    /// @throws BuildRefused with all that is in the way; nothing was recorded then
    public Adopted adopt(List<TaskName> tasks, BuildListener listener, Cancellation cancellation)
            throws BuildRefused, InterruptedException, IOException {
        return changes(listener, cancellation).adopt(tasks);
    }

    /// Brings back what a build (or cleaning) replaced or removed although weir had not made it.
    ///
    /// @param run the build; the last one that did so when empty
    public Undone undo(Optional<String> run, BuildListener listener, Cancellation cancellation)
            throws InterruptedException, IOException {
        return changes(listener, cancellation).undo(run);
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
        changes(listener, cancellation).verify(tasks, jobs, tables, verified);
    }

    private LockedChanges changes(BuildListener listener, Cancellation cancellation) {
        return new LockedChanges(setup, caller(new Events(listener), cancellation));
    }

    private Locking.Caller caller(Events events, Cancellation cancellation) {
        return new Locking.Caller(command, setup.clock(), events, cancellation);
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
}
