package dev.weir.workspace;

import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks as they are kept: in blocks that [Repetition] repeats beside each other.
///
/// Of a file the kept numbers are its size, times and inode: who may run it and what kind it is
/// changes no less than these.
public final class PackedLooks {
    /// Bytes of a block, some hundred looks.
    private static final int BLOCK = 1 << 15;

    /// Blocks that are repeated at once: together they are in memory a second time.
    private static final int PART = 64;

    private final List<byte[]> blocks;

    private PackedLooks(List<byte[]> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /// Packs looks as they come. Safe for several threads.
    static final class Packer {
        private final List<byte[]> full = new ArrayList<>();
        private RecordWriter last = new RecordWriter();

        synchronized void add(String path, boolean followed, Optional<FileState> found) {
            last.number(
                            (followed ? Repetition.FOLLOWED : 0)
                                    | (found.isPresent() ? Repetition.PRESENT : 0))
                    .text(path)
                    .number(0);
            if (found.isPresent()) {
                FileState state = found.get();
                last.number(state.size())
                        .number(state.modified())
                        .number(state.changed())
                        .number(state.inode());
            }
            endIfFull();
        }

        synchronized void add(PackedLooks others) {
            for (byte[] block : others.blocks) {
                if (block.length >= BLOCK) {
                    full.add(block);
                } else {
                    last.raw(block);
                    endIfFull();
                }
            }
        }

        private void endIfFull() {
            if (last.size() >= BLOCK) {
                full.add(last.finish());
                last = new RecordWriter();
            }
        }

        /// All so far.
        synchronized PackedLooks packed() {
            List<byte[]> all = new ArrayList<>(full);
            if (last.size() > 0) {
                all.add(last.finish());
            }
            return new PackedLooks(all);
        }
    }

    /// Writes all of them into a record, as its last part.
    void write(RecordWriter to) {
        write(blocks, to);
    }

    private static void write(List<byte[]> blocks, RecordWriter to) {
        to.number(blocks.size());
        for (byte[] block : blocks) {
            to.number(block.length).raw(block);
        }
    }

    /// Repeats them: whether all stands as it was found.
    public boolean hold() throws InterruptedException {
        for (int start = 0; start < blocks.size(); start += PART) {
            RecordWriter part = new RecordWriter();
            write(blocks.subList(start, Math.min(start + PART, blocks.size())), part);
            if (!Repetition.hold(new RecordReader(part.finish()))) {
                return false;
            }
        }
        return true;
    }
}
