package dev.weir.workspace;

import dev.weir.disk.RecordReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Repeats packed looks from the bytes as they stand, block by block and by threads beside each
/// other: that is all that a build with nothing to do does, and most of it runs before the JVM has
/// compiled anything.
final class Repetition {
    /// From so many blocks on they are repeated by more than one thread.
    private static final int MANY = 4;

    static final int FOLLOWED = 1;
    static final int PRESENT = 2;

    private final byte[] bytes;
    private final int[] starts;
    private final int[] ends;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private volatile boolean differs;

    private Repetition(RecordReader from) {
        bytes = from.bytes();
        int blocks = from.count();
        starts = new int[blocks];
        ends = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            int length = from.count();
            starts[i] = from.raw(length);
            ends[i] = starts[i] + length;
        }
    }

    /// Repeats what [PackedLooks#write] wrote: whether all stands as it was found.
    static boolean hold(RecordReader from) throws InterruptedException {
        Repetition looks = new Repetition(from);
        return looks.hold(OpenStat.of(looks.bytes));
    }

    private boolean hold(Optional<OpenStat> open) throws InterruptedException {
        List<Thread> others = new ArrayList<>();
        if (starts.length >= MANY) {
            for (int i = Runtime.getRuntime().availableProcessors(); i > 1; i--) {
                others.add(Thread.ofPlatform().daemon().start(() -> repeat(open)));
            }
        }
        repeat(open);
        for (Thread other : others) {
            other.join();
        }
        return held.get() == starts.length;
    }

    /// Repeats blocks as long as there are any, and none differs; counts those that hold.
    private void repeat(Optional<OpenStat> open) {
        OpenStat.@Nullable Eye eye = open.isPresent() ? open.get().eye() : null;
        int block = next.getAndIncrement();
        while (block < starts.length && !differs) {
            RecordReader from = new RecordReader(bytes);
            from.raw(starts[block]);
            while (from.raw(0) < ends[block]) {
                if (!holds(from, eye)) {
                    differs = true;
                    return;
                }
            }
            held.incrementAndGet();
            block = next.getAndIncrement();
        }
    }

    private static boolean holds(RecordReader from, OpenStat.@Nullable Eye eye) {
        int how = from.count();
        boolean followed = (how & FOLLOWED) != 0;
        int length = from.count();
        int path = from.raw(length + 1);
        try {
            if ((how & PRESENT) == 0) {
                return look(from, path, length, followed).isEmpty();
            }
            long size = from.number();
            long modified = from.number();
            long changed = from.number();
            long inode = from.number();
            if (eye != null) {
                return eye.sees(path, followed, size, modified, changed, inode);
            }
            Optional<FileState> now = look(from, path, length, followed);
            return now.isPresent() && now.get().is(size, modified, changed, inode);
        } catch (IOException refused) {
            return false;
        }
    }

    private static Optional<FileState> look(
            RecordReader from, int start, int length, boolean followed) throws IOException {
        Path path = Path.of(new String(from.bytes(), start, length, StandardCharsets.UTF_8));
        return followed ? FileState.followed(path) : FileState.of(path);
    }
}
