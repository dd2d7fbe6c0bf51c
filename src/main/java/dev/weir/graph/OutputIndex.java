package dev.weir.graph;

import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.WorkspacePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Who makes what: finds outputs at, above and below a path in time that grows with the depth of
/// the path, not with their number.
public final class OutputIndex {
    private final Map<String, Made> exact = new HashMap<>();
    private final TreeMap<String, Made> sorted = new TreeMap<>();

    /// An output and the number of the task that makes it.
    public record Made(int task, Output output) {}

    /// Of outputs that have paths of their own; of two that do not, the first counts.
    public static OutputIndex of(Collection<Made> all) {
        OutputIndex index = new OutputIndex();
        all.forEach(index::add);
        return index;
    }

    /// Adds an output unless its path is taken.
    ///
    /// @return the one that has the path already
    Optional<Made> add(Made made) {
        Made before = exact.putIfAbsent(made.output().path().text(), made);
        if (before == null) {
            sorted.put(made.output().path().text(), made);
        }
        return Optional.ofNullable(before);
    }

    /// The same where tasks have other numbers.
    ///
    /// @param number by the one before
    OutputIndex renumbered(int[] number) {
        OutputIndex index = new OutputIndex();
        index.sorted.putAll(sorted);
        index.sorted.replaceAll((_, made) -> new Made(number[made.task()], made.output()));
        index.exact.putAll(index.sorted);
        return index;
    }

    /// The output with exactly that path.
    public Optional<Made> at(WorkspacePath path) {
        return Optional.ofNullable(exact.get(path.text()));
    }

    /// The output that a path lies below.
    public Optional<Made> above(WorkspacePath path) {
        String text = path.text();
        for (int slash = text.lastIndexOf('/');
                slash > 0;
                slash = text.lastIndexOf('/', slash - 1)) {
            Made made = exact.get(text.substring(0, slash));
            if (made != null) {
                return Optional.of(made);
            }
        }
        return Optional.empty();
    }

    /// All outputs below a folder, by path.
    public Collection<Made> below(WorkspacePath folder) {
        if (folder.text().equals(".")) {
            return sorted.values();
        }
        String start = folder.text() + "/";
        String first = sorted.ceilingKey(start);
        return first == null || !first.startsWith(start)
                ? List.of()
                : sorted.subMap(start, folder.text() + "0").values();
    }

    /// The outputs an input takes its files from: equal, above or below its path, or such as its
    /// glob can match.
    public List<Made> feeding(Input input) {
        PathPattern pattern = input.pattern();
        List<Made> found = new ArrayList<>();
        if (!pattern.isGlob()) {
            at(pattern.root()).ifPresent(found::add);
            above(pattern.root()).ifPresent(found::add);
            if (pattern.root().isInside()) {
                found.addAll(below(pattern.root()));
            }
        } else if (pattern.root().isInside()) {
            at(pattern.root()).ifPresent(found::add);
            above(pattern.root()).ifPresent(found::add);
            found.addAll(below(pattern.root()));
            found.removeIf(made -> !mayFeed(pattern, made.output()));
        }
        if (!found.isEmpty()) {
            found.removeIf(made -> input.excludes(made.output().path()));
        }
        return found;
    }

    /// Whether a path is that of an output, or lies above or below one.
    public boolean touches(WorkspacePath path) {
        return at(path).isPresent() || above(path).isPresent() || !below(path).isEmpty();
    }

    /// Whether a file is where a task makes something else: a folder, or a file that it is below.
    public boolean isObstructedBy(WorkspacePath file) {
        return at(file).filter(made -> made.output().folder()).isPresent()
                || above(file).filter(made -> !made.output().folder()).isPresent();
    }

    private static boolean mayFeed(PathPattern pattern, Output output) {
        return output.folder()
                ? pattern.mayMatchBelow(output.path())
                : pattern.matches(output.path());
    }
}
