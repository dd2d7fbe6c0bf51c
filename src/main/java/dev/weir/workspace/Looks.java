package dev.weir.workspace;

import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What was looked at on the disk and how it was found. While all of it stands as it did, whoever
/// asks the same again gets the same answer: a file changes its times with its bytes, a folder with
/// the names in it.
///
/// That holds only for what had settled when it was looked at, and could be looked at at all: else
/// the looks are not [repeatable][#areRepeatable]. Safe for several threads.
public final class Looks {
    private final boolean recorded;
    private final PackedLooks.Packer all = new PackedLooks.Packer();
    private volatile boolean repeatable = true;

    private Looks(boolean recorded) {
        this.recorded = recorded;
    }

    /// Looks that are to be repeated.
    public static Looks recorded() {
        return new Looks(true);
    }

    /// Looks that nobody repeats.
    public static Looks unrecorded() {
        return new Looks(false);
    }

    /// What stands at a path itself; empty when nothing does.
    public Optional<FileState> itself(Path path) throws IOException {
        return look(path, false);
    }

    /// What a path leads to; empty when it leads nowhere.
    public Optional<FileState> followed(Path path) throws IOException {
        return look(path, true);
    }

    private Optional<FileState> look(Path path, boolean followed) throws IOException {
        try {
            Optional<FileState> found = followed ? FileState.followed(path) : FileState.of(path);
            if (recorded) {
                add(path.toString(), followed, found);
            }
            return found;
        } catch (IOException refused) {
            repeatable = false;
            throw refused;
        }
    }

    /// Looks at something that is about to be read.
    public void note(Path path) {
        if (recorded) {
            try {
                followed(path);
            } catch (IOException refused) {
                repeatable = false;
            }
        }
    }

    private void add(String path, boolean followed, Optional<FileState> found) {
        all.add(path, followed, found);
        if (found.isPresent() && !found.get().settled() || path.indexOf(Names.REPLACED) >= 0) {
            repeatable = false;
        }
    }

    /// Whether they are to be repeated.
    boolean areRecorded() {
        return recorded;
    }

    /// Takes over a look at what a path leads to.
    void include(Path path, FileState found) {
        add(path.toString(), true, Optional.of(found));
    }

    /// Takes over what others looked at.
    void include(Looks others) {
        if (recorded) {
            all.add(others.packed());
            repeatable &= others.repeatable;
        }
    }

    /// The answer depended on something else than what was looked at.
    public void areNotAll() {
        repeatable = false;
    }

    /// Whether looking again tells all.
    public boolean areRepeatable() {
        return recorded && repeatable;
    }

    /// Packs them for [#hold(RecordReader)].
    public void write(RecordWriter to) {
        packed().write(to);
    }

    /// All so far.
    public PackedLooks packed() {
        return all.packed();
    }

    /// Repeats packed looks: whether all stands as it was found.
    public static boolean hold(RecordReader from) throws InterruptedException {
        return Repetition.hold(from);
    }
}
