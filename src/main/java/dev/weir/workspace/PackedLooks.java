package dev.weir.workspace;

import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Looks as they are kept, in blocks that threads repeat beside each other, and repeated from the
/// bytes as they stand: that is all that a build with nothing to do does, and most of it runs
/// before the JVM has compiled anything.
///
/// Of a file the kept numbers are its size, times and inode: who may run it and what kind it is
/// changes no less than these.
final class PackedLooks {
    private static final int BLOCK = 256;

    /// From so many blocks on they are repeated by more than one thread.
    private static final int MANY = 4;

    private static final int FOLLOWED = 1;
    private static final int PRESENT = 2;

    private final byte[] bytes;
    private final int[] starts;
    private final int[] ends;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private volatile boolean differs;

    private PackedLooks(RecordReader from) {
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

    /// Packs the next of them, at most so many.
    static void write(Iterator<Looks.Look> looks, int most, RecordWriter to) {
        List<byte[]> blocks = new ArrayList<>();
        for (int left = most; left > 0 && looks.hasNext(); left -= BLOCK) {
            RecordWriter block = new RecordWriter();
            for (int i = Math.min(BLOCK, left); i > 0 && looks.hasNext(); i--) {
                write(looks.next(), block);
            }
            blocks.add(block.finish());
        }
        to.number(blocks.size());
        for (byte[] block : blocks) {
            to.number(block.length).raw(block);
        }
    }

    private static void write(Looks.Look look, RecordWriter to) {
        to.number((look.followed() ? FOLLOWED : 0) | (look.found().isPresent() ? PRESENT : 0))
                .text(look.path())
                .number(0);
        if (look.found().isPresent()) {
            FileState state = look.found().get();
            to.number(state.size())
                    .number(state.modified())
                    .number(state.changed())
                    .number(state.inode());
        }
    }

    /// Repeats what [#write] packed: whether all stands as it was found.
    static boolean hold(RecordReader from) throws InterruptedException {
        PackedLooks looks = new PackedLooks(from);
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
