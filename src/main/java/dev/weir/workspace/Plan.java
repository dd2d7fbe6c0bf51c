package dev.weir.workspace;

import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a transaction is going to move: written down before anything is.
///
/// @param id of the transaction
/// @param run the build it belongs to
/// @param folders those above outputs that are missing and will be made, outer ones first
record Plan(String id, TaskName task, String run, List<Slot> slots, List<WorkspacePath> folders) {
    private static final int VERSION = 1;

    Plan {
        slots = List.copyOf(slots);
        folders = List.copyOf(folders);
    }

    /// The place of one output.
    ///
    /// @param folder whether a folder is made there
    /// @param aside the name beside it under which what stood there waits, `""` when nothing stood
    ///   there
    record Slot(WorkspacePath path, boolean folder, String aside) {
        Path place(Path root) {
            return root.resolve(path.text());
        }

        @Nullable Path aside(Path root) {
            return aside.isEmpty() ? null : place(root).resolveSibling(aside);
        }
    }

    byte[] encoded() {
        RecordWriter to = new RecordWriter().number(VERSION);
        to.text(id).text(task.text()).text(run).number(slots.size());
        for (Slot slot : slots) {
            to.text(slot.path.text()).number(slot.folder ? 1 : 0).text(slot.aside);
        }
        to.number(folders.size());
        folders.forEach(folder -> to.text(folder.text()));
        return to.finish();
    }

    /// @throws IllegalArgumentException for one of another version of weir
    static Plan decoded(byte[] record) {
        RecordReader from = new RecordReader(record);
        if (from.number() != VERSION) {
            throw new IllegalArgumentException("another version of weir made it");
        }
        String id = from.text();
        TaskName task = new TaskName(from.text());
        String run = from.text();
        List<Slot> slots = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            WorkspacePath path = new WorkspacePath(from.text());
            slots.add(new Slot(path, from.number() == 1, from.text()));
        }
        List<WorkspacePath> folders = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            folders.add(new WorkspacePath(from.text()));
        }
        return new Plan(id, task, run, slots, folders);
    }
}
