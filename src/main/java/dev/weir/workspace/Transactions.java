package dev.weir.workspace;

import dev.weir.disk.Beside;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Begins the transactions of one build, which holds the workspace's lock. Safe for several threads
/// whose tasks have no output in common.
public final class Transactions implements AutoCloseable {
    private final Path root;
    private final CacheFolder cache;
    private final UndoLog undo;
    private final FaultPoint faults;
    private final Journals journals;
    private final AtomicLong begun = new AtomicLong();

    /// @param root the Pipelinefile's folder
    /// @param undo keeps what must not be lost, and names the build
    public Transactions(Path root, CacheFolder cache, UndoLog undo) {
        this(root, cache, undo, FaultPoint.NONE);
    }

    Transactions(Path root, CacheFolder cache, UndoLog undo, FaultPoint faults) {
        this.root = root;
        this.cache = cache;
        this.undo = undo;
        this.faults = faults;
        this.journals = new Journals(cache);
    }

    /// Sets the old outputs of a task aside and makes room for new ones: missing folders above them
    /// and, empty, those that are outputs.
    ///
    /// @param precious files, links and folders among the old outputs that weir did not make, or
    ///   that were edited since: they are kept first, for `undo`
    /// @throws IOException when the disk refuses; all is as it was then
    public Transaction begin(TaskName task, List<Output> outputs, List<WorkspacePath> precious)
            throws IOException {
        faults.reached("save");
        undo.save(precious);
        Plan plan = plan(task, outputs);
        return Transaction.begin(
                plan,
                new Moves(root, plan, Partial.failed(cache, plan.task()), faults),
                journals,
                faults);
    }

    /// Removes the partial outputs that the last failure of a task left: what is tried again needs
    /// the room. What a killed weir left stays in the build that found it, as it was just told
    /// where it is.
    public void forgetFailed(TaskName task, List<Output> outputs) throws IOException {
        Partial failed = Partial.failed(cache, task);
        FileTree.remove(failed.folder());
        for (Output output : outputs) {
            FileTree.remove(failed.beside(root.resolve(output.path().text())));
        }
        long week = System.currentTimeMillis() - TimeUnit.DAYS.toMillis(7);
        for (Path left : FileTree.childrenIfAny(Partial.killed(cache, task))) {
            if (left.toFile().lastModified() < week) {
                FileTree.remove(left);
            }
        }
    }

    /// No more will begin.
    @Override
    public void close() throws IOException {
        journals.close();
    }

    private Plan plan(TaskName task, List<Output> outputs) {
        List<Plan.Slot> slots = new ArrayList<>();
        Set<WorkspacePath> folders = new LinkedHashSet<>();
        for (Output output : outputs) {
            Path place = root.resolve(output.path().text());
            boolean there = FileTree.exists(place);
            String aside = there ? Beside.unused(place, "old").getFileName().toString() : "";
            slots.add(new Plan.Slot(output.path(), output.folder(), aside));
            addMissing(output.path(), folders);
        }
        String id = undo.run() + "." + begun.incrementAndGet();
        return new Plan(id, task, undo.run(), slots, List.copyOf(folders));
    }

    private void addMissing(WorkspacePath path, Set<WorkspacePath> folders) {
        String text = path.text();
        for (int slash = text.indexOf('/'); slash > 0; slash = text.indexOf('/', slash + 1)) {
            WorkspacePath above = new WorkspacePath(text.substring(0, slash));
            if (!FileTree.exists(root.resolve(above.text()))) {
                folders.add(above);
            }
        }
    }
}
