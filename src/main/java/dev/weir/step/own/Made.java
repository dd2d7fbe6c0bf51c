package dev.weir.step.own;

import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import dev.weir.step.catalogue.OwnStep;
import dev.weir.step.catalogue.StepCatalogue;
import dev.weir.step.catalogue.StepEntry;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A step that can run: what it was made from and what came of it.
///
/// @param root the workspace, which a copy of its cache does not belong to
/// @param platform the JDK and the API that it was compiled with
/// @param sources what was compiled, and the folders in which classes were looked for
/// @param libraries the jars and folders of its class path and all in them
/// @param classes the compiled classes by name with dots; none for a class of a library
record Made(
        Path root,
        OwnStep step,
        String platform,
        List<Seen> sources,
        List<Seen> libraries,
        SortedMap<String, byte[]> classes,
        StepEntry entry) {
    /// The JDK and the API that steps are compiled with now. A change of the API that compiled
    /// steps do not fit has another number here.
    static final String PLATFORM = "2 " + Runtime.version();

    Made {
        sources = List.copyOf(sources);
        libraries = List.copyOf(libraries);
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    }

    /// The same with fresh looks at what it was made from.
    Made lookedAtAgain(Looks looks) throws IOException {
        return new Made(
                root,
                step,
                platform,
                again(sources, looks),
                again(libraries, looks),
                classes,
                entry);
    }

    private static List<Seen> again(List<Seen> all, Looks looks) throws IOException {
        List<Seen> again = new ArrayList<>();
        for (Seen seen : all) {
            again.add(seen.again(looks));
        }
        return again;
    }

    /// Whether both were made from the same.
    boolean sameAs(Made other) {
        return platform.equals(other.platform)
                && same(sources, other.sources)
                && same(libraries, other.libraries);
    }

    /// Whether the content is that of the other looks.
    static boolean same(List<Seen> some, List<Seen> others) {
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).sameAs(others.get(i))) {
                return false;
            }
        }
        return some.size() == others.size();
    }

    /// The files and folders that the code is from; not those in which there might have been some.
    SortedSet<Path> madeFrom() {
        SortedSet<Path> paths = new TreeSet<>();
        for (List<Seen> all : List.of(sources, libraries)) {
            for (Seen seen : all) {
                if (!seen.sources()) {
                    paths.add(seen.path());
                }
            }
        }
        return paths;
    }

    byte[] record() {
        RecordWriter to = new RecordWriter().text(root.toString());
        to.text(step.uses()).number(step.classpath().size());
        step.classpath().forEach(to::text);
        to.text(platform).text(entry.text());
        for (List<Seen> all : List.of(sources, libraries)) {
            to.number(all.size());
            all.forEach(seen -> seen.write(to));
        }
        to.number(classes.size());
        for (Map.Entry<String, byte[]> one : classes.entrySet()) {
            to.text(one.getKey()).number(one.getValue().length).raw(one.getValue());
        }
        return to.finish();
    }

    /// @throws IndexOutOfBoundsException or IllegalArgumentException for what is no such record
    static Made read(RecordReader from) {
        Path root = Path.of(from.text());
        String uses = from.text();
        List<String> classpath = new ArrayList<>();
        for (int i = from.count(); i > 0; i--) {
            classpath.add(from.text());
        }
        String platform = from.text();
        String entry = from.text();
        List<Seen> sources = allSeen(from);
        List<Seen> libraries = allSeen(from);
        SortedMap<String, byte[]> classes = new TreeMap<>();
        for (int i = from.count(); i > 0; i--) {
            String name = from.text();
            int length = from.count();
            int start = from.raw(length);
            classes.put(name, Arrays.copyOfRange(from.bytes(), start, start + length));
        }
        OwnStep step = new OwnStep(uses, classpath);
        return new Made(
                root,
                step,
                platform,
                sources,
                libraries,
                classes,
                StepCatalogue.of(entry).find(step.id()).orElseThrow(() -> noEntry(step)));
    }

    private static IllegalArgumentException noEntry(OwnStep step) {
        return new IllegalArgumentException("not of " + step.id());
    }

    private static List<Seen> allSeen(RecordReader from) {
        List<Seen> all = new ArrayList<>();
        for (int i = from.count(); i > 0; i--) {
            all.add(Seen.read(from));
        }
        return all;
    }
}
