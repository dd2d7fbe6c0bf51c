package dev.weir.workspace;

import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// The workspace by content. Inputs are seen as whoever reads them would see them, through links;
/// outputs are looked at as they are.
///
/// Files are looked at anew each time. What folders and globs came to is remembered until something
/// [changed][#changed]. Asking writes nothing. Safe for several threads.
public final class FileStates {
    /// Bytes of a file that is better hashed beside another than after it.
    private static final long LARGE = 1 << 20;

    private final Path root;
    private final StatCache known;
    private final Digests digests;
    private final Walks walks;
    private final Looks looks;
    private volatile Map<Walks.Query, Contents> remembered = new ConcurrentHashMap<>();

    /// @param root the Pipelinefile's folder
    /// @param walks of this workspace, also by others
    public FileStates(Path root, StatCache known, Walks walks, FileHasher hasher, Looks looks) {
        this.root = root;
        this.walks = walks;
        this.looks = looks;
        this.known = known;
        this.digests = new Digests(known, hasher);
    }

    /// Where a path of the workspace is.
    public Path place(WorkspacePath path) {
        return root.resolve(path.text());
    }

    /// Hashes the large files among inputs that are not known, all at the same time; what they come
    /// to is asked for afterwards, one by one.
    public void prepare(List<Input> inputs) throws InterruptedException {
        List<Sighting> large = new ArrayList<>();
        for (Input input : inputs) {
            WorkspacePath at = input.pattern().root();
            if (!input.pattern().isGlob() && !input.excludes(at)) {
                large(at).ifPresent(large::add);
            }
        }
        if (large.size() > 1) {
            digests.of(large);
        }
    }

    private Optional<Sighting> large(WorkspacePath at) {
        try {
            Path place = place(at);
            return FileState.followed(place)
                    .filter(state ->
                            state.kind() == FileState.Kind.FILE
                                    && state.size() >= LARGE
                                    && known.digest(at, state).isEmpty())
                    .map(state -> new Sighting(at, place, state));
        } catch (IOException | InvalidPathException toldWhenAskedFor) {
            return Optional.empty();
        }
    }

    /// What an input stands for.
    public Contents contents(Input input) throws InterruptedException {
        Contents before = remembered.get(Walks.Query.of(input));
        return before != null ? before : contentsNow(input);
    }

    /// What an input stands for at this moment: to see whether it changed while a task ran.
    public Contents contentsNow(Input input) throws InterruptedException {
        WorkspacePath at = input.pattern().root();
        Map<Walks.Query, Contents> memory = remembered;
        try {
            Path place = place(at);
            Optional<FileState> state = looks.followed(place);
            if (state.isEmpty() || !input.pattern().isGlob() && input.excludes(at)) {
                return nothing();
            }
            if (input.pattern().isGlob()) {
                return state.get().kind() == FileState.Kind.FOLDER
                        ? walked(memory, input, place, state.get())
                        : nothing();
            }
            return switch (state.get().kind()) {
                case FILE -> file(new Sighting(at, place, state.get()));
                case FOLDER -> walked(memory, input, place, state.get());
                case LINK, OTHER -> refused(at, Names.NO_FILE);
            };
        } catch (InvalidPathException unnameable) {
            return refused(at, "cannot be named in the character set of this system");
        } catch (IOException e) {
            return refused(at, Digests.why(e));
        }
    }

    /// @param memory that of the time before anything was looked at: what changed since drops it
    private Contents walked(
            Map<Walks.Query, Contents> memory, Input input, Path place, FileState state)
            throws InterruptedException {
        Walks.Query query = Walks.Query.of(input);
        Optional<Contents> before = looks.areRecorded() ? Optional.empty() : walks.repeated(query);
        Contents contents = before.isPresent() ? before.get() : walk(query, input, place, state);
        memory.put(query, contents);
        return contents;
    }

    /// @param state of the place before
    private Contents walk(Walks.Query query, Input input, Path place, FileState state)
            throws InterruptedException {
        Looks way = Looks.recorded();
        InputWalk walk = walk(input, place, way);
        looks.include(way);
        way.include(place, state);
        Contents contents =
                input.pattern().isGlob()
                        ? byFile(walk.files(), walk.unreadable(), walk.links())
                        : folder(input, walk);
        walks.learn(query, contents, way);
        return contents;
    }

    /// Something in the workspace was changed by a task, a restore or a removal.
    public void changed() {
        remembered = new ConcurrentHashMap<>();
    }

    private static Contents nothing() {
        return new Contents(new TreeMap<>(), List.of(), List.of(), Optional.empty());
    }

    private static Contents refused(WorkspacePath path, String why) {
        return new Contents(
                new TreeMap<>(), List.of(new Unreadable(path, why)), List.of(), Optional.empty());
    }

    private Contents file(Sighting file) throws InterruptedException {
        return byFile(List.of(file), List.of(), List.of());
    }

    private Contents byFile(List<Sighting> files, List<Unreadable> met, List<WorkspacePath> links)
            throws InterruptedException {
        SortedMap<WorkspacePath, Entry> entries = new TreeMap<>();
        List<Unreadable> unreadable = new ArrayList<>(met);
        List<Digests.Hashed> hashed = hashed(digests.of(files), unreadable);
        for (Digests.Hashed file : hashed) {
            entries.put(file.path(), file.entry());
        }
        return new Contents(entries, unreadable, links, latest(hashed));
    }

    /// By a loop: the JVM's cache holds no comparators that are made of lambdas, and to make one
    /// takes longer than to look at some hundred files.
    private static Optional<Contents.Written> latest(List<Digests.Hashed> files) {
        Optional<Contents.Written> latest = Optional.empty();
        for (Digests.Hashed file : files) {
            long time = file.state().modified();
            if (latest.isEmpty() || time > latest.get().time()) {
                latest = Optional.of(new Contents.Written(file.path(), time));
            }
        }
        return latest;
    }

    private Contents folder(Input input, InputWalk walk) throws InterruptedException {
        List<Unreadable> unreadable = new ArrayList<>(walk.unreadable());
        List<Digests.Hashed> files = hashed(digests.of(walk.files()), unreadable);
        WorkspacePath at = input.pattern().root();
        return new Contents(
                new TreeMap<>(Map.of(at, entry(manifest(at, files)))),
                unreadable,
                walk.links(),
                latest(files));
    }

    private static InputWalk walk(Input input, Path place, Looks looks) {
        InputWalk walk = new InputWalk(input, looks);
        walk.walk(input.pattern().root(), place);
        return walk;
    }

    /// The links among what an input stands for, by a look that reads no file.
    public List<WorkspacePath> links(Input input) {
        Contents before = remembered.get(Walks.Query.of(input));
        if (before != null) {
            return before.links();
        }
        try {
            Path place = place(input.pattern().root());
            return isFolder(place) ? walk(input, place, looks).links() : List.of();
        } catch (IOException | InvalidPathException toldWhenRead) {
            return List.of();
        }
    }

    /// A file of an input of which anything changed after a time, by the clock of its file system.
    public Optional<WorkspacePath> touchedSince(Input input, Instant time) throws IOException {
        WorkspacePath at = input.pattern().root();
        Path place = place(at);
        Optional<FileState> state = looks.followed(place);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        List<Sighting> files =
                state.get().kind() == FileState.Kind.FOLDER
                        ? walk(input, place, looks).files()
                        : List.of(new Sighting(at, place, state.get()));
        return files.stream()
                .filter(file -> Instant.EPOCH.plusNanos(file.state().changed()).isAfter(time))
                .map(Sighting::path)
                .findFirst();
    }

    private boolean isFolder(Path place) throws IOException {
        Optional<FileState> state = looks.followed(place);
        return state.isPresent() && state.get().kind() == FileState.Kind.FOLDER;
    }

    private Entry entry(Manifest manifest) {
        return manifest.entry(known.digest(manifest));
    }

    /// The files of a folder that is an input, without what is excluded; none when there is no such
    /// folder.
    public Manifest manifest(Input input) throws InterruptedException {
        Path place = place(input.pattern().root());
        try {
            if (isFolder(place)) {
                List<Digests.Seen> seen = digests.of(walk(input, place, looks).files());
                return manifest(input.pattern().root(), hashed(seen, new ArrayList<>()));
            }
        } catch (IOException e) {
            return new Manifest(new TreeMap<>(), new TreeSet<>());
        }
        return new Manifest(new TreeMap<>(), new TreeSet<>());
    }

    private static Manifest manifest(WorkspacePath at, List<Digests.Hashed> files) {
        SortedMap<String, Manifest.Member> members = new TreeMap<>();
        int start = at.text().equals(".") ? 0 : at.text().equals("/") ? 1 : at.text().length() + 1;
        for (Digests.Hashed file : files) {
            members.put(file.path().text().substring(start), file.member());
        }
        return new Manifest(members, new TreeSet<>());
    }

    private static List<Digests.Hashed> hashed(
            List<Digests.Seen> seen, List<Unreadable> unreadable) {
        List<Digests.Hashed> hashed = new ArrayList<>();
        for (Digests.Seen one : seen) {
            switch (one) {
                case Digests.Hashed file -> hashed.add(file);
                case Digests.Failed(Unreadable why) -> unreadable.add(why);
            }
        }
        return hashed;
    }

    /// What stands at the path of an output.
    public OnDisk output(WorkspacePath path) throws InterruptedException {
        try {
            return look(path, digests::of);
        } catch (IOException e) {
            return unusable(path, Digests.why(e));
        }
    }

    /// The same, and the bytes of all its files are kept; of what a link leads to they are not, as
    /// it cannot be cached.
    ///
    /// @throws IOException when they cannot be kept
    public OnDisk keep(WorkspacePath path, Keeper keeper) throws IOException, InterruptedException {
        boolean link = Files.isSymbolicLink(place(path));
        return look(path, link ? digests::of : sightings -> digests.keep(sightings, keeper));
    }

    private OnDisk look(WorkspacePath path, Look look) throws IOException, InterruptedException {
        Path place = place(path);
        Optional<FileState> itself = looks.itself(place);
        boolean link = itself.isPresent() && itself.get().kind() == FileState.Kind.LINK;
        Optional<FileState> state = link ? looks.followed(place) : itself;
        if (state.isEmpty()) {
            return new OnDisk.Nothing();
        }
        return switch (state.get().kind()) {
            case FILE -> file(look.at(List.of(new Sighting(path, place, state.get()))), link);
            case FOLDER -> folder(path, place, look, link);
            case LINK, OTHER -> unusable(path, Names.NO_FILE);
        };
    }

    private static OnDisk file(List<Digests.Seen> seen, boolean link) {
        return switch (seen.getFirst()) {
            case Digests.Hashed file -> new OnDisk.File(file.entry(), link);
            case Digests.Failed(Unreadable why) -> new OnDisk.Unusable(List.of(why));
        };
    }

    private OnDisk folder(WorkspacePath path, Path place, Look look, boolean link)
            throws IOException, InterruptedException {
        OutputWalk walk = new OutputWalk(path, looks);
        walk.walk(place);
        List<Unreadable> unreadable = new ArrayList<>(walk.unreadable());
        List<Digests.Hashed> files = hashed(look.at(walk.files()), unreadable);
        if (!unreadable.isEmpty()) {
            return new OnDisk.Unusable(unreadable);
        }
        List<String> leaving = new ArrayList<>(walk.leaving());
        if (link) {
            leaving.addFirst(OnDisk.ITSELF);
        }
        Manifest manifest = walk.manifest(files);
        return new OnDisk.Folder(manifest, entry(manifest), leaving);
    }

    private static OnDisk unusable(WorkspacePath path, String why) {
        return new OnDisk.Unusable(List.of(new Unreadable(path, why)));
    }

    private interface Look {
        List<Digests.Seen> at(List<Sighting> files) throws IOException, InterruptedException;
    }
}
