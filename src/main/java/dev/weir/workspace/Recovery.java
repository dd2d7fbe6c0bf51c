package dev.weir.workspace;

import dev.weir.disk.CacheFolder;
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

    public Recovery(Path root, CacheFolder cache, FaultPoint faults) {
        this.root = root;
        this.cache = cache;
        this.faults = faults;
    }

    /// Ends what a dead weir started.
    public interface Ending {
        /// Returns when the process, if it still lives, and its group are gone.
        void end(String identity) throws InterruptedException;
    }

    /// Knows which transactions were committed.
    public interface Commits {
        /// Whether the last thing recorded of the task is this transaction.
        boolean committed(TaskName task, String transaction);
    }

    /// The folder of journals.
    public Path place() {
        return Journal.folder(cache);
    }

    /// Whether a dead weir left something that nobody at work has claimed.
    public boolean isDue() throws IOException {
        return !Journal.files(cache).isEmpty() && WorkspaceLock.isAnythingLeft(cache);
    }

    /// Recovers what came with a lock.
    public List<Recovered> recover(WorkspaceLock lock, Ending ending, Commits commits)
            throws IOException, InterruptedException {
        List<Recovered> recovered = new ArrayList<>();
        for (Path file : lock.left()) {
            switch (Journal.read(file)) {
                case Journal.NotBegun() -> {}
                case Journal.Damaged() -> recovered.add(new Recovered.Unreadable(file));
                case Journal.Begun(Plan plan, List<String> identities) -> {
                    for (String identity : identities) {
                        ending.end(identity);
                    }
                    recovered.add(recover(lock, plan, commits));
                }
            }
            faults.reached("end journal " + file.getFileName());
            Files.deleteIfExists(file);
        }
        return recovered;
    }

    private Recovered recover(WorkspaceLock lock, Plan plan, Commits commits) throws IOException {
        Moves moves = new Moves(root, cache, plan, faults);
        if (commits.committed(plan.task(), plan.id())) {
            moves.dropAsides();
            return new Recovered.Finished(plan.task());
        }
        moves.bringBack();
        lock.ifAlone(moves::removeFolders);
        return new Recovered.TakenBack(plan.task(), moves.failed());
    }
}
