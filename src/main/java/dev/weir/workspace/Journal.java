package dev.weir.workspace;

import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.disk.Frames;
import dev.weir.disk.IoText;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The journal of one transaction that is under way: a file of framed records in `state/journal/`,
/// first the plan, then the identity of each process that was started, before each but the first an
/// empty one that says that it is about to be. They are there as long as anything is to be finished
/// or taken back; after that the file is empty, and ready for the next transaction: to make a file
/// takes longer than all that is done with it.
///
/// With each process stands which file it was written to: what is read from another one is a copy,
/// and the processes are of a weir that works where it was copied from.
///
/// A plan that was not written whole moved nothing.
final class Journal implements AutoCloseable {
    static final String FOLDER = "state/journal";

    private final Path file;
    private final RandomAccessFile out;
    private final String self;

    private Journal(Path file, RandomAccessFile out, String self) {
        this.file = file;
        this.out = out;
        this.self = self;
    }

    /// An empty one.
    ///
    /// @param name the run's and a number, with a dot between
    static Journal open(CacheFolder cache, String name) throws IOException {
        Path file = cache.folder(FOLDER).resolve(name);
        RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
        return new Journal(file, out, self(file));
    }

    /// Which file it is, whatever it is called, if the system tells.
    private static String self(Path file) throws IOException {
        return String.valueOf(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    /// From now on things may be moved.
    synchronized void begin(Plan plan) throws IOException {
        try {
            out.write(Frames.frame(plan.encoded()));
        } catch (IOException full) {
            throw IoText.at(file, full);
        }
    }

    /// A process is about to be started.
    void starting() throws IOException {
        write("");
    }

    void started(String identity) throws IOException {
        write(identity + '\n' + self);
    }

    private synchronized void write(String process) throws IOException {
        try {
            out.write(Frames.frame(process.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException full) {
            throw IoText.at(file, full);
        }
    }

    /// The transaction is over.
    synchronized void end() throws IOException {
        out.setLength(0);
    }

    /// Removes it: nothing is under way.
    synchronized void remove() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }

    /// Leaves it to [Recovery].
    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    /// Where journals are.
    static Path folder(CacheFolder cache) {
        return cache.path(FOLDER);
    }

    /// The journals that are there, by name, so that what is told of them does not come by chance.
    static List<Path> files(CacheFolder cache) throws IOException {
        List<Path> files = new ArrayList<>(FileTree.childrenIfAny(folder(cache)));
        Collections.sort(files);
        return files;
    }

    /// The run that a journal is of.
    static String run(Path journal) {
        String name = journal.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /// Reads what a dead process left. One that is gone had told of nothing: nobody claims such a
    /// journal, and whoever recovers first removes it.
    static Left read(Path file) throws IOException {
        List<byte[]> records = new ArrayList<>();
        Frames.End end;
        try (InputStream in = new FileInputStream(file.toFile())) {
            end = Frames.read(in, records::add);
        } catch (FileNotFoundException refused) {
            if (Files.exists(file)) {
                throw refused;
            }
            return new NotBegun();
        }
        if (records.isEmpty()) {
            return end.kind() == Frames.End.Kind.DAMAGED ? new Damaged() : new NotBegun();
        }
        try {
            return new Begun(
                    Plan.decoded(records.getFirst()),
                    processes(records.subList(1, records.size()), self(file)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException unknown) {
            return new Damaged();
        }
    }

    private static List<String> processes(List<byte[]> records, String self) {
        List<String> own = new ArrayList<>();
        for (byte[] record : records) {
            String[] process = new String(record, StandardCharsets.UTF_8).split("\n", 2);
            if (process.length == 1 || process[1].equals(self)) {
                own.add(process[0]);
            }
        }
        return own;
    }

    /// What a journal tells.
    sealed interface Left {}

    /// The plan was being written when the end came: nothing was moved.
    record NotBegun() implements Left {}

    /// It cannot be read.
    record Damaged() implements Left {}

    /// Things may have been moved, and these processes started.
    ///
    /// @param identities empty for a process that was about to be started; those of another weir,
    ///   whose journal was copied, are left out
    record Begun(Plan plan, List<String> identities) implements Left {
        /// Whether a process may have been started after the last one that is known.
        boolean mayHaveStartedMore() {
            return identities.isEmpty() || identities.getLast().isEmpty();
        }
    }
}
