package dev.weir.workspace;

import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.TaskName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Brings transactions of dead weirs to an end: forward when their trace was written, else back.
/// May die at any step itself and be done again.
public final class Recovery {
    private final Path root;
    private final CacheFolder cache;
    private final FaultPoint faults;

    public Recovery(Path root, CacheFolder cache) {
        this(root, cache, FaultPoint.NONE);
    }

    Recovery(Path root, CacheFolder cache, FaultPoint faults) {
        this.root = root;
        this.cache = cache;
        this.faults = faults;
    }

    /// Ends what a dead weir started.
    public interface Ending {
        /// Returns when the process, if it still lives, and its group are gone.
        void end(String identity) throws InterruptedException;

        /// Returns when what was started for a task, and could not be written down any more, is
        /// gone.
        void endUnknown(TaskName task) throws InterruptedException;
    }

    /// Knows which transactions were committed.
    public interface Commits {
        /// Whether the last thing recorded of the task is this transaction.
        boolean committed(TaskName task, String transaction);
    }

    /// The folders of journals, and of those who wrote them.
    public List<Path> places() {
        return List.of(Journal.folder(cache), cache.path(Weirs.FOLDER));
    }

    /// Whether a dead weir left something that nobody at work has claimed. What it left of itself
    /// alone is removed.
    public boolean isDue() throws IOException {
        return (!Journal.files(cache).isEmpty() || isAnyoneThere())
                && WorkspaceLock.isAnythingLeft(cache);
    }

    /// Whether a weir is at work, or was when it died.
    public boolean isAnyoneThere() throws IOException {
        return !FileTree.childrenIfAny(cache.path(Weirs.FOLDER)).isEmpty();
    }

    /// Recovers what came with a lock.
    public List<Recovered> recover(WorkspaceLock lock, Ending ending, Commits commits)
            throws IOException, InterruptedException {
        List<Recovered> recovered = new ArrayList<>();
        for (Path file : lock.left()) {
            switch (Journal.read(file)) {
                case Journal.NotBegun() -> {}
                case Journal.Damaged() -> recovered.add(new Recovered.Unreadable(file));
                case Journal.Begun begun -> {
                    end(begun, ending);
                    recovered.add(recover(lock, begun.plan(), commits));
                }
            }
            faults.reached("end journal " + file.getFileName());
            Files.deleteIfExists(file);
        }
        return recovered;
    }

    private static void end(Journal.Begun begun, Ending ending) throws InterruptedException {
        for (String identity : begun.identities()) {
            if (!identity.isEmpty()) {
                ending.end(identity);
            }
        }
        if (begun.mayHaveStartedMore()) {
            ending.endUnknown(begun.plan().task());
        }
    }

    private Recovered recover(WorkspaceLock lock, Plan plan, Commits commits) throws IOException {
        Partial partial = Partial.killed(cache, plan.task(), plan.id());
        Moves moves = new Moves(root, plan, partial, faults);
        if (commits.committed(plan.task(), plan.id())) {
            moves.dropAsides();
            return new Recovered.Finished(plan.task(), moves.stuck());
        }
        moves.bringBack();
        lock.ifAlone(moves::removeFolders);
        return new Recovered.TakenBack(plan.task(), moves.failed(), moves.stuck());
    }
}
