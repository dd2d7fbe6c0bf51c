package dev.weir.step.own;

import dev.weir.diagnostic.Quoted;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.RecordFile;
import dev.weir.disk.RecordReader;
import dev.weir.step.Step;
import dev.weir.step.catalogue.CodeDigest;
import dev.weir.step.catalogue.OwnStep;
import dev.weir.step.catalogue.OwnSteps;
import dev.weir.step.catalogue.StepEntry;
import dev.weir.workspace.FileState;
import dev.weir.workspace.Looks;
import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The user's own steps of a workspace. Asking writes nothing; what was compiled is kept in
/// `state/step-*` when [#keep] says so. Safe for several threads.
public final class OwnCode implements OwnSteps {
    private static final String KIND = "weir own step 2";

    private final Path root;
    private final CacheFolder cache;
    private final Looks looks;
    private final Function<Path, String> shown;
    private final Map<OwnStep, Answer> answers = new HashMap<>();
    private final Map<String, Made> made = new HashMap<>();
    private final List<Made> unkept = new ArrayList<>();

    /// @param root the workspace
    /// @param cache weir's own folder of it
    /// @param looks is told all that is looked at
    /// @param shown what users call a file
    public OwnCode(Path root, CacheFolder cache, Looks looks, Function<Path, String> shown) {
        this.root = root;
        this.cache = cache;
        this.looks = looks;
        this.shown = shown;
    }

    @Override
    public synchronized Answer find(OwnStep step) {
        Answer known = answers.get(step);
        if (known == null) {
            known = look(step);
            answers.put(step, known);
        }
        return known;
    }

    private Answer look(OwnStep step) {
        try {
            Optional<Made> kept = kept(step);
            Made now = kept.isPresent() ? kept.get().lookedAtAgain(looks) : make(step);
            if (kept.isPresent() && !now.sameAs(kept.get())) {
                now = make(step);
            }
            if (kept.isEmpty() || !now.equals(kept.get())) {
                unkept.add(now);
            }
            made.put(step.id(), now);
            return new Answer.Known(now.entry(), madeFromIn(root, now));
        } catch (Refused refused) {
            return refused.answer();
        } catch (IOException unreadable) {
            return new Answer.Unfit("cannot read " + unreadable.getMessage(), "");
        }
    }

    private static SortedSet<String> madeFromIn(Path folder, Made step) {
        SortedSet<String> paths = new TreeSet<>();
        for (Path path : step.madeFrom()) {
            if (path.startsWith(folder)) {
                paths.add(folder.relativize(path).toString());
            }
        }
        return paths;
    }

    private Optional<Made> kept(OwnStep step) {
        try {
            Optional<RecordReader> record = file(step).read();
            return record.map(Made::read)
                    .filter(it ->
                            it.root().equals(root)
                                    && it.step().equals(step)
                                    && it.platform().equals(Made.PLATFORM));
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private Made make(OwnStep step) throws IOException, Refused {
        Libraries libraries = Libraries.of(root, step, looks);
        SortedMap<String, byte[]> classes = new TreeMap<>();
        List<Seen> sources = List.of();
        String className = step.uses();
        if (step.isSource()) {
            Path file = source(step);
            var compiled = new SourceCompiler(looks, shown).compile(file, libraries.paths());
            className = compiled.className();
            classes.putAll(compiled.classes());
            sources = compiled.seen();
            ExitCalls.refuse(compiled, shown);
        }
        // All that was compiled: a class may be found by its name, and nobody can tell which.
        Set<String> first = step.isSource() ? classes.keySet() : Set.of(className);
        CodeDigest.Reached reached = reached(first, classes, libraries);
        SortedMap<String, String> code = new TreeMap<>(reached.digests());
        code.putAll(libraries.digests(reached.byName() || libraries.isAnyJar()));
        try (StepLoader loader = new StepLoader(classes, libraries.urls())) {
            StepEntry entry = StepClass.entry(step, className, loader, code);
            return new Made(root, step, Made.PLATFORM, sources, libraries.seen(), classes, entry);
        }
    }

    private static CodeDigest.Reached reached(
            Set<String> first, SortedMap<String, byte[]> compiled, Libraries libraries)
            throws IOException, Refused {
        try {
            return CodeDigest.reached(
                    first,
                    name -> {
                        byte[] own = compiled.get(name.replace('/', '.'));
                        return own == null ? libraries.classFile(name) : Optional.of(own);
                    });
        } catch (CodeDigest.DamagedClassException damaged) {
            throw Refused.of(
                    "the class "
                            + Quoted.of(String.valueOf(damaged.getMessage()))
                            + " of its class path is no class file, or a damaged one",
                    "compile it again");
        }
    }

    private Path source(OwnStep step) throws IOException, Refused {
        Path file = root.resolve(step.uses()).normalize();
        Optional<FileState> state = looks.followed(file);
        if (state.isEmpty()) {
            throw Refused.of("no file " + Quoted.of(step.uses()), "");
        }
        if (state.get().kind() != FileState.Kind.FILE) {
            throw Refused.of(Quoted.of(step.uses()) + " is no file", "");
        }
        return file;
    }

    /// The files and folders that the steps that were found are made from.
    public synchronized SortedSet<Path> madeFrom() {
        SortedSet<Path> paths = new TreeSet<>();
        made.values().forEach(step -> paths.addAll(step.madeFrom()));
        return paths;
    }

    private synchronized Optional<Made> made(String id) {
        return Optional.ofNullable(made.get(id));
    }

    /// Something of the class path of a step that is no longer as it was when the step was found,
    /// or was written anew; what users call it.
    public Optional<String> changed(String id) {
        for (Seen library : made(id).map(Made::libraries).orElse(List.of())) {
            try {
                if (!library.isStill(library.again(Looks.unrecorded()))) {
                    return Optional.of(shown.apply(library.path()));
                }
            } catch (IOException gone) {
                return Optional.of(shown.apply(library.path()));
            }
        }
        return Optional.empty();
    }

    /// The class of a step that was found, for one run: nothing of it is shared with another.
    ///
    /// @throws IOException when its class path is no longer what it was when the step was found
    public Optional<Opened> open(String id) throws IOException {
        Optional<Made> found = made(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Made step = found.get();
        for (Seen library : step.libraries()) {
            if (!library.sameAs(library.again(Looks.unrecorded()))) {
                throw new IOException(library.path() + " changed since the build began");
            }
        }
        List<URL> urls = new ArrayList<>();
        for (String path : step.step().classpath()) {
            urls.add(root.resolve(path).toUri().toURL());
        }
        StepLoader loader = new StepLoader(step.classes(), urls.toArray(URL[]::new));
        try {
            @SuppressWarnings("unchecked") // it was found to be a step, which has settings
            Class<? extends Step<?>> type =
                    (Class<? extends Step<?>>)
                            Class.forName(step.entry().className(), false, loader)
                                    .asSubclass(Step.class);
            return Optional.of(new Opened(type, loader));
        } catch (ClassNotFoundException | LinkageError gone) {
            loader.close();
            throw new IOException("the class of the step cannot be loaded: " + gone, gone);
        }
    }

    /// A class, until its loader is closed.
    public record Opened(Class<? extends Step<?>> type, Closeable loader) {}

    /// Keeps what was compiled for the next time.
    public synchronized void keep() throws IOException {
        for (Made step : unkept) {
            cache.folder("state");
            file(step.step()).write(step.record());
        }
        unkept.clear();
    }

    private RecordFile file(OwnStep step) {
        String name = Integer.toHexString(step.id().hashCode());
        return new RecordFile(cache.path("state/step-" + name), KIND);
    }
}
