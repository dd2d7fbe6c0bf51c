package dev.weir.workspace;

import dev.weir.digest.Digest;
import dev.weir.digest.Manifest;
import dev.weir.disk.AtomicFile;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.disk.Frames;
import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import dev.weir.disk.Turn;
import dev.weir.pipeline.WorkspacePath;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/// What builds replaced or removed although weir had not made it, so that it can be brought back:
/// the bytes go to the store, what they were to `state/undo`. Holds the last builds that saved
/// something.
///
/// Asking writes nothing. Safe for several threads and processes, whose builds have runs of their
/// own.
public final class UndoLog {
    private static final String FILE = "state/undo";
    private static final int SAVED = 1;
    private static final int UNDONE = 2;
    private static final int UNDOING = 3;
    private static final int LINK = 2;
    private static final int FOLDER = 3;
    private static final int NOTHING = 4;
    private static final int RUNS_KEPT = 20;

    private final Path root;
    private final CacheFolder cache;
    private final Keeper keeper;
    private final String run;
    private long left = -1;

    /// @param run the build that saves
    public UndoLog(Path root, CacheFolder cache, Keeper keeper, String run) {
        this.root = root;
        this.cache = cache;
        this.keeper = keeper;
        this.run = run;
    }

    /// The build that saves.
    public String run() {
        return run;
    }

    /// Keeps files, links, and all that is in folders; what is not there is left out. They are not
    /// touched.
    public void save(List<WorkspacePath> paths) throws IOException {
        List<Saved> found = new ArrayList<>();
        for (WorkspacePath path : paths) {
            find(path, found);
        }
        if (!found.isEmpty()) {
            append(found.stream().map(UndoLog::encoded).toList());
        }
    }

    /// The same of one place, and also that nothing stood there.
    public void saveAlsoNothing(WorkspacePath path) throws IOException {
        List<Saved> found = new ArrayList<>();
        find(path, found);
        if (found.isEmpty()) {
            found.add(new Saved(run, path, new Saved.Nothing()));
        }
        append(found.stream().map(UndoLog::encoded).toList());
    }

    private void find(WorkspacePath path, List<Saved> found) throws IOException {
        Path place = root.resolve(path.text());
        Optional<FileState> there = FileState.of(place);
        if (there.isEmpty()) {
            return;
        }
        FileState state = there.get();
        switch (state.kind()) {
            case FILE -> {
                Digest digest = keeper.put(place);
                found.add(
                        new Saved(
                                run,
                                path,
                                new Saved.Member(
                                        new Manifest.File(
                                                digest, state.executable(), state.size()))));
            }
            case LINK -> {
                String target = Files.readSymbolicLink(place).toString();
                found.add(new Saved(run, path, new Saved.Member(new Manifest.Link(target))));
            }
            case FOLDER -> {
                found.add(new Saved(run, path, new Saved.Folder()));
                for (Path child : FileTree.children(place)) {
                    find(path.resolve(child.getFileName().toString()), found);
                }
            }
            case OTHER -> throw new IOException(new Unreadable(path, Names.NO_FILE).message());
        }
    }

    /// The same log for another build.
    public UndoLog as(String other) {
        return new UndoLog(root, cache, keeper, other);
    }

    /// An undoing that was cut off.
    ///
    /// @param of the build that it undid
    /// @param by the undoing
    public record Unfinished(String of, String by) {}

    /// The undoing that was cut off, if nothing was saved by another build since.
    public Optional<Unfinished> unfinished() throws IOException {
        Contents contents = read(cache);
        return contents.unfinished()
                .filter(it -> Set.of(it.of(), it.by()).contains(contents.lastRun()));
    }

    /// What a build saved, in the order it did.
    public List<Saved> of(String which) throws IOException {
        return read(cache).of(which);
    }

    /// What a build saved is about to be brought back.
    public void undoing(String which) throws IOException {
        append(List.of(encoded(new Unfinished(which, run))));
    }

    /// What the last build that saved something and was not undone saved, in the order it did. A
    /// path that it saved twice is there twice; the first is the oldest.
    public List<Saved> last() throws IOException {
        Contents contents = read(cache);
        return contents.of(contents.lastRun());
    }

    /// The bytes of all that can be undone.
    public static Set<Digest> bytes(CacheFolder cache) throws IOException {
        Set<Digest> bytes = new HashSet<>();
        for (Saved saved : all(cache)) {
            saved.file().ifPresent(file -> bytes.add(file.digest()));
        }
        return bytes;
    }

    /// What a build saved is back in its place.
    ///
    /// @param stuck what of it could not be brought back: the next undoing tries it again
    public void undone(String which, List<Saved> stuck) throws IOException {
        List<byte[]> records = new ArrayList<>();
        records.add(new RecordWriter().number(UNDONE).text(which).finish());
        stuck.forEach(one -> records.add(encoded(one)));
        append(records);
    }

    /// In turn with other weirs that save.
    private synchronized void append(List<byte[]> records) throws IOException {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        for (byte[] record : records) {
            framed.write(Frames.frame(record));
        }
        try (Turn _ = Turn.take(cache)) {
            Path file = cache.path(FILE);
            if (Files.notExists(file) || Files.size(file) != left) {
                tidy(file);
            }
            try (FileOutputStream to = new FileOutputStream(file.toFile(), true)) {
                to.write(framed.toByteArray());
            }
            left = Files.size(file);
        }
    }

    /// Drops what is too old, and what a dying process did not write whole.
    private void tidy(Path file) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Contents contents = read(cache);
        for (Saved one : newest(contents.saved())) {
            whole.write(Frames.frame(encoded(one)));
        }
        if (contents.unfinished().isPresent()) {
            whole.write(Frames.frame(encoded(contents.unfinished().get())));
        }
        AtomicFile.write(file, whole.toByteArray());
    }

    private static List<Saved> newest(List<Saved> saved) {
        SequencedSet<String> runs = new LinkedHashSet<>();
        for (Saved one : saved.reversed()) {
            if (runs.size() < RUNS_KEPT) {
                runs.add(one.run());
            }
        }
        return saved.stream().filter(one -> runs.contains(one.run())).toList();
    }

    /// All that can be undone, now or after other undoing: its bytes must stay in the store.
    public static List<Saved> all(CacheFolder cache) throws IOException {
        return newest(read(cache).saved());
    }

    /// A damaged log is as good as its records before the damage.
    private static Contents read(CacheFolder cache) throws IOException {
        Path file = cache.path(FILE);
        Contents contents = new Contents();
        if (Files.isRegularFile(file)) {
            try (InputStream in = new FileInputStream(file.toFile())) {
                Frames.read(in, contents::add);
            }
        }
        return contents;
    }

    /// What the records of a log come to.
    private static final class Contents {
        private final List<Saved> saved = new ArrayList<>();
        private Optional<Unfinished> unfinished = Optional.empty();

        void add(byte[] record) {
            RecordReader from = new RecordReader(record);
            long type = from.number();
            String run = from.text();
            if (type == UNDOING) {
                unfinished = Optional.of(new Unfinished(run, from.text()));
            } else if (type == UNDONE) {
                saved.removeIf(one -> one.run().equals(run));
                unfinished = unfinished.filter(it -> !it.of().equals(run));
            } else {
                saved.add(decode(run, from, record));
            }
        }

        List<Saved> saved() {
            return saved;
        }

        List<Saved> of(String run) {
            return saved.stream().filter(one -> one.run().equals(run)).toList();
        }

        /// The run that saved last; empty when none did.
        String lastRun() {
            return saved.isEmpty() ? "" : saved.getLast().run();
        }

        Optional<Unfinished> unfinished() {
            return unfinished;
        }
    }

    private static byte[] encoded(Unfinished unfinished) {
        return new RecordWriter()
                .number(UNDOING)
                .text(unfinished.of())
                .text(unfinished.by())
                .finish();
    }

    private static byte[] encoded(Saved saved) {
        RecordWriter to = new RecordWriter().number(SAVED).text(saved.run());
        to.text(saved.path().text());
        switch (saved.stood()) {
            case Saved.Member(Manifest.File(Digest digest, boolean executable, long size)) ->
                    to.number(executable ? 1 : 0).raw(digest.bytes()).number(size);
            case Saved.Member(Manifest.Link(String target)) -> to.number(LINK).text(target);
            case Saved.Folder() -> to.number(FOLDER);
            case Saved.Nothing() -> to.number(NOTHING);
        }
        return to.finish();
    }

    private static Saved decode(String run, RecordReader from, byte[] record) {
        WorkspacePath path = new WorkspacePath(from.text());
        int kind = from.count();
        Saved.Stood stood =
                switch (kind) {
                    case FOLDER -> new Saved.Folder();
                    case NOTHING -> new Saved.Nothing();
                    case LINK -> new Saved.Member(new Manifest.Link(from.text()));
                    default ->
                            new Saved.Member(
                                    new Manifest.File(
                                            Digest.of(record, from.raw(Digest.BYTES)),
                                            kind == 1,
                                            from.number()));
                };
        return new Saved(run, path, stood);
    }
}
