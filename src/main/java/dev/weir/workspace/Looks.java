package dev.weir.workspace;

import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// What was looked at on the disk and how it was found. While all of it stands as it did, whoever
/// asks the same again gets the same answer: a file changes its times with its bytes, a folder with
/// the names in it.
///
/// That holds only for what had settled when it was looked at, and could be looked at at all: else
/// the looks are not [repeatable][#areRepeatable]. Safe for several threads.
public final class Looks {
    /// From so many on they are repeated by more than one thread.
    private static final int MANY = 2_000;

    private static final int ABSENT = 0;

    private final boolean recorded;
    private final Queue<Look> all = new ConcurrentLinkedQueue<>();
    private volatile boolean repeatable = true;

    /// @param followed whether a link at the path was followed
    private record Look(String path, boolean followed, Optional<FileState> found) {
        boolean holds() {
            try {
                Path place = Path.of(path);
                Optional<FileState> now =
                        followed ? FileState.followed(place) : FileState.of(place);
                return found.isEmpty()
                        ? now.isEmpty()
                        : now.isPresent() && now.get().sameAs(found.get());
            } catch (IOException refused) {
                return false;
            }
        }
    }

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
                add(new Look(path.toString(), followed, found));
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

    private void add(Look look) {
        all.add(look);
        if (look.found().isPresent() && !look.found().get().settled()
                || look.path().indexOf(Names.REPLACED) >= 0) {
            repeatable = false;
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
        List<Look> looks = List.copyOf(all);
        to.number(looks.size());
        for (Look look : looks) {
            to.text(look.path()).number(look.followed() ? 1 : 0);
            if (look.found().isEmpty()) {
                to.number(ABSENT);
                continue;
            }
            FileState state = look.found().get();
            to.number(number(state.kind()))
                    .number(state.executable() ? 1 : 0)
                    .number(state.size())
                    .number(state.modified())
                    .number(state.changed())
                    .number(state.inode());
        }
    }

    /// Repeats packed looks: whether all stands as it was found.
    public static boolean hold(RecordReader from) throws InterruptedException {
        int count = from.count();
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            looks.add(read(from));
        }
        if (count < MANY) {
            return hold(looks, new AtomicBoolean(true));
        }
        return holdOnAllCores(looks);
    }

    private static boolean hold(List<Look> looks, AtomicBoolean soFar) {
        for (Look look : looks) {
            if (!soFar.get() || !look.holds()) {
                soFar.set(false);
                return false;
            }
        }
        return true;
    }

    private static boolean holdOnAllCores(List<Look> looks) throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        AtomicBoolean soFar = new AtomicBoolean(true);
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            List<Look> share = share(looks, i, threads);
            others.add(Thread.ofPlatform().daemon().start(() -> hold(share, soFar)));
        }
        hold(share(looks, 0, threads), soFar);
        for (Thread other : others) {
            other.join();
        }
        return soFar.get();
    }

    private static List<Look> share(List<Look> looks, int part, int parts) {
        int size = looks.size();
        return looks.subList(
                (int) ((long) size * part / parts), (int) ((long) size * (part + 1) / parts));
    }

    private static int number(FileState.Kind kind) {
        return switch (kind) {
            case FILE -> 1;
            case FOLDER -> 2;
            case LINK -> 3;
            case OTHER -> 4;
        };
    }

    private static FileState.Kind kind(int number) {
        return switch (number) {
            case 1 -> FileState.Kind.FILE;
            case 2 -> FileState.Kind.FOLDER;
            case 3 -> FileState.Kind.LINK;
            default -> FileState.Kind.OTHER;
        };
    }

    private static Look read(RecordReader from) {
        String path = from.text();
        boolean followed = from.number() == 1;
        int kind = from.count();
        if (kind == ABSENT) {
            return new Look(path, followed, Optional.empty());
        }
        return new Look(
                path,
                followed,
                Optional.of(
                        new FileState(
                                kind(kind),
                                from.number() == 1,
                                from.number(),
                                from.number(),
                                from.number(),
                                from.number(),
                                true)));
    }
}
