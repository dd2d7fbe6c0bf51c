package dev.weir.workspace;

import dev.weir.disk.Beside;
import dev.weir.disk.FileTree;
import dev.weir.disk.IoText;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Carries out a plan, forward or back. Each way back and the end may be done again after having
/// been cut off anywhere: an aside that is there still has to go back or away, one that is not is
/// done with (its name was unused before).
final class Moves {
    private final Path root;
    private final Plan plan;
    private final Partial partial;
    private final FaultPoint faults;
    private final List<Stuck> stuck = new ArrayList<>();

    /// @param partial where what the action made goes when it is taken back
    Moves(Path root, Plan plan, Partial partial, FaultPoint faults) {
        this.root = root;
        this.plan = plan;
        this.partial = partial;
        this.faults = faults;
    }

    /// What could not be removed so far.
    List<Stuck> stuck() {
        return List.copyOf(stuck);
    }

    /// Where partial outputs go.
    Path failed() {
        return partial.folder();
    }

    void setAside() throws IOException {
        for (Plan.Slot slot : plan.slots()) {
            Path aside = slot.aside(root);
            if (aside != null) {
                faults.reached("set aside " + slot.path());
                FileTree.rename(slot.place(root), aside);
            }
        }
    }

    /// Makes what the action may rely on: the folders above its outputs, and those that are
    /// outputs.
    void makeFolders() throws IOException {
        for (Plan.Slot slot : plan.slots()) {
            faults.reached("make folders for " + slot.path());
            Path place = slot.place(root);
            Path parent = place.getParent();
            Path folder = slot.folder() || parent == null ? place : parent;
            FileTree.makeFolders(folder);
        }
    }

    /// The new outputs stand, so that what cannot be removed is in nobody's way.
    void dropAsides() {
        for (Plan.Slot slot : plan.slots()) {
            Path aside = slot.aside(root);
            if (aside != null) {
                faults.reached("drop aside of " + slot.path());
                drop(aside);
            }
            drop(unfinished(slot));
        }
    }

    private void drop(Path path) {
        try {
            FileTree.remove(path);
        } catch (IOException refused) {
            stuck.add(new Stuck.Unremovable(path, IoText.of(refused)));
        }
    }

    /// Takes away what the action made, so that it may try again.
    void takePartial() throws IOException {
        for (Plan.Slot slot : plan.slots()) {
            takePartial(slot);
        }
    }

    /// Forgets what an earlier attempt left.
    void clearFailed() {
        drop(failed());
        for (Plan.Slot slot : plan.slots()) {
            drop(partial.beside(slot.place(root)));
        }
    }

    /// Everything as it was, but for folders that other transactions may have begun to use.
    void bringBack() throws IOException {
        for (Plan.Slot slot : plan.slots()) {
            takePartial(slot);
            Path aside = slot.aside(root);
            if (aside != null && FileTree.exists(aside)) {
                faults.reached("bring back " + slot.path());
                FileTree.rename(aside, slot.place(root));
            }
        }
    }

    /// Removes the folders that were made and are not used. When nothing else is under way.
    void removeFolders() throws IOException {
        for (WorkspacePath folder : plan.folders().reversed()) {
            faults.reached("remove folder " + folder);
            FileTree.removeIfEmpty(root.resolve(folder.text()));
        }
    }

    private void takePartial(Plan.Slot slot) throws IOException {
        FileTree.remove(unfinished(slot));
        Path place = slot.place(root);
        if (isOld(slot) || !FileTree.exists(place)) {
            return;
        }
        faults.reached("take partial " + slot.path());
        if (FileTree.isFolder(place) && FileTree.removeIfEmpty(place)) {
            return;
        }
        try {
            partial.take(place, slot.path());
        } catch (IOException refused) {
            Path beside = partial.unusedBeside(place);
            FileTree.rename(place, beside);
            stuck.add(new Stuck.Untaken(beside, slot.path().text(), IoText.of(refused)));
        }
    }

    /// Whether what stands at the place is what stood there before.
    private boolean isOld(Plan.Slot slot) {
        @Nullable Path aside = slot.aside(root);
        return aside != null && !FileTree.exists(aside);
    }

    private Path unfinished(Plan.Slot slot) {
        return Beside.of(slot.place(root), "new");
    }
}
