package dev.weir.build;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Events;
import dev.weir.build.run.Checkpoints;
import dev.weir.build.run.Identities;
import dev.weir.build.run.RunSite;
import dev.weir.cache.ContentStore;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.exec.ProcessIdentity;
import dev.weir.exec.command.CommandRunner;
import dev.weir.exec.command.MarkedProcesses;
import dev.weir.exec.command.ProcessSession;
import dev.weir.pipeline.TaskName;
import dev.weir.trace.TraceLog;
import dev.weir.workspace.Recovered;
import dev.weir.workspace.Recovery;
import dev.weir.workspace.Stuck;
import dev.weir.workspace.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a weir that was killed left behind, brought to an end: its processes ended, its
/// transactions rolled back or forward.
final class Crash {
    private final Path root;
    private final CacheFolder cache;
    private final Recovery recovery;

    Crash(Path root, CacheFolder cache) {
        this.root = root;
        this.cache = cache;
        this.recovery = new Recovery(root, cache);
    }

    /// The folders in which a killed weir leaves what is to be ended, and itself.
    List<Path> places() {
        return recovery.places();
    }

    /// Whether something was left that nobody at work has claimed.
    boolean isDue() throws IOException {
        return recovery.isDue() || !recovery.isAnyoneThere() && isAnythingHalfMade();
    }

    private boolean isAnythingHalfMade() throws IOException {
        for (Path place : List.of(cache.path(RunSite.SCRATCH), cache.path("tmp"))) {
            for (Path left : FileTree.childrenIfAny(place)) {
                if (!left.equals(cache.path(RunSite.SCRATCH))) {
                    return true;
                }
            }
        }
        return FileTree.exists(TraceLog.halfMade(cache)) || new Checkpoints(cache).isAnyUnused();
    }

    /// Recovers what comes with the lock.
    void recover(WorkspaceLock lock, TraceLog traces, Events events)
            throws IOException, InterruptedException {
        List<Recovered> ended = recovery.recover(lock, ending(), traces::committed);
        Checkpoints checkpoints = new Checkpoints(cache);
        lock.eachOfTask(cache.path(RunSite.SCRATCH), FileTree::remove);
        lock.eachOfTask(
                cache.path(Checkpoints.FOLDER),
                folder -> {
                    String name = folder.getFileName().toString();
                    if (TaskName.isValid(name)) {
                        checkpoints.close(new TaskName(name));
                    }
                });
        ContentStore.tidy(cache);
        traces.tidy();
        for (Recovered recovered : ended) {
            if (recovered instanceof Recovered.Finished(var task, _)) {
                checkpoints.forget(task);
            }
            events.on(new BuildEvent.Warned(text(recovered)));
            for (Stuck one : stuck(recovered)) {
                events.on(new BuildEvent.Warned(one.message()));
            }
        }
    }

    private String text(Recovered recovered) {
        return switch (recovered) {
            case Recovered.Finished(var task, _) ->
                    "a weir was killed just after task '" + task + "' was done: its result stands";
            case Recovered.TakenBack(var task, Path failed, _) ->
                    "a weir was killed while task '"
                            + task
                            + "' ran: the outputs from before are back"
                            + (FileTree.exists(failed)
                                    ? ", what stood there is in " + root.relativize(failed)
                                    : "");
            case Recovered.Unreadable(Path journal) ->
                    "a killed weir left a journal that cannot be read: " + root.relativize(journal);
        };
    }

    private static List<Stuck> stuck(Recovered recovered) {
        return switch (recovered) {
            case Recovered.Finished(_, List<Stuck> stuck) -> stuck;
            case Recovered.TakenBack(_, _, List<Stuck> stuck) -> stuck;
            case Recovered.Unreadable _ -> List.of();
        };
    }

    private Recovery.Ending ending() {
        return new Recovery.Ending() {
            @Override
            public void end(String identity) throws InterruptedException {
                Optional<ProcessIdentity> leader = Identities.of(identity);
                if (leader.isPresent()) {
                    var _ = ProcessSession.end(leader.get(), CommandRunner.GRACE);
                }
            }

            @Override
            public void endUnknown(TaskName task) throws InterruptedException {
                Path scratch = cache.path(RunSite.SCRATCH).resolve(task.text());
                MarkedProcesses.end(
                        List.of(new Checkpoints(cache).place(task), scratch), CommandRunner.GRACE);
            }
        };
    }
}
