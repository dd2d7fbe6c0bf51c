package dev.weir.build.links;

import dev.weir.graph.OutputIndex.Made;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Finds links among the files of inputs that lead to what tasks make. No edge comes of a link, so
/// a task would read through it without waiting for the one that makes what is there.
public final class Shortcuts {
    private final Path root;
    private final TaskGraph graph;
    private final RealPaths paths;
    private final Places places;

    /// A link in an input, and an output that is read through it.
    ///
    /// @param maker of the output
    /// @param own whether the reader itself makes it
    public record Shortcut(
            Input input, WorkspacePath link, Output output, TaskName maker, boolean own) {
        public String message() {
            return "the input '"
                    + input.pattern()
                    + (isOnTheWay() ? "' goes through the link '" : "' holds the link '")
                    + link
                    + "', which leads to what "
                    + (own ? "the task itself" : "task '" + maker + "'")
                    + " makes: '"
                    + output.text()
                    + "'";
        }

        private boolean isOnTheWay() {
            WorkspacePath start = input.pattern().root();
            return start.equals(link) || start.isBelow(link);
        }

        public String help() {
            if (isOnTheWay()) {
                return "name '" + output.text() + "' as the input";
            }
            if (own) {
                return "exclude the link: 'exclude: " + link + "'";
            }
            return output.temporary()
                    ? "it is temporary, and a link to it leads nowhere once it is removed: exclude the link, and name '"
                            + output.text()
                            + "' as an input"
                    : "name '"
                            + output.text()
                            + "' as an input too, wait for the task by 'needs: "
                            + maker
                            + "', or exclude the link";
        }
    }

    /// @param root the workspace
    Shortcuts(Path root, TaskGraph graph, RealPaths paths) {
        this(root, graph, paths, new Places(root, graph, paths));
    }

    private Shortcuts(Path root, TaskGraph graph, RealPaths paths, Places places) {
        this.root = root;
        this.graph = graph;
        this.paths = paths;
        this.places = places;
    }

    /// The same by where links lead now. Where outputs are was said by their declarations.
    Shortcuts again() {
        return new Shortcuts(root, graph, new RealPaths(), places);
    }

    /// The first link that leads to what the reader does not wait for, or to what is gone when
    /// nobody reads it by its own path.
    ///
    /// @param links that lie among what the input stands for
    Optional<Shortcut> of(int reader, Input input, List<WorkspacePath> links) {
        if (links.isEmpty()) {
            return Optional.empty();
        }
        BitSet before = graph.closure(List.of(graph.task(reader).name()));
        for (WorkspacePath link : links.stream().sorted().toList()) {
            for (Made made : behind(link, input)) {
                boolean own = made.task() == reader;
                if (own || !before.get(made.task()) || mayBeGone(made.output(), link)) {
                    return Optional.of(
                            new Shortcut(
                                    input,
                                    link,
                                    made.output(),
                                    graph.task(made.task()).name(),
                                    own));
                }
            }
        }
        return Optional.empty();
    }

    /// What is behind an output that is a link and must not be: what another task makes and the
    /// link's maker does not read, and what is temporary.
    Optional<Made> of(int maker, Output link) {
        Input self = new Input("", PathPattern.literal(link.path().text()), false, List.of());
        List<Input> inputs = graph.task(maker).inputs();
        return behind(link.path(), self).stream()
                .filter(made ->
                        made.output().temporary() || made.task() != maker && !isRead(inputs, made))
                .findFirst();
    }

    private boolean isRead(List<Input> inputs, Made made) {
        return inputs.stream().anyMatch(input -> graph.outputs().feeding(input).contains(made));
    }

    /// Whether an output may be missing while a link to it stands.
    private static boolean mayBeGone(Output output, WorkspacePath link) {
        return output.temporary() && !link.isBelow(output.path());
    }

    /// The outputs that are read through a link.
    private List<Made> behind(WorkspacePath link, Input input) {
        List<Made> behind = new ArrayList<>();
        try {
            List<Path> way = paths.way(root.resolve(link.text()));
            for (Path at : way.subList(1, way.size())) {
                collect(link, input, at, behind);
            }
        } catch (IOException inCircles) {
            return behind;
        }
        return behind;
    }

    private void collect(WorkspacePath link, Input input, Path at, List<Made> behind) {
        NavigableMap<String, Made> made = places.all();
        Made here = made.get(at.toString());
        if (here != null && reads(input, link, here)) {
            behind.add(here);
        }
        for (Path above = at.getParent(); above != null; above = above.getParent()) {
            Made folder = made.get(above.toString());
            if (folder != null) {
                behind.add(folder);
            }
        }
        String start = at.getParent() == null ? at.toString() : at + "/";
        String end = start.substring(0, start.length() - 1) + (char) ('/' + 1);
        made.subMap(start, true, end, false)
                .forEach((place, below) -> {
                    if (reads(input, link.resolve(place.substring(start.length())), below)) {
                        behind.add(below);
                    }
                });
    }

    /// Whether an input stands for an output that it comes to by a path.
    static boolean reads(Input input, WorkspacePath path, Made made) {
        PathPattern pattern = input.pattern();
        boolean matches =
                pattern.isGlob()
                        ? pattern.matches(path)
                                || made.output().folder() && pattern.mayMatchBelow(path)
                        : path.overlaps(pattern.root());
        return matches && !input.excludes(path);
    }

    /// All outputs by where they really are.
    private static final class Places {
        private final Path root;
        private final TaskGraph graph;
        private final RealPaths paths;
        private final NavigableMap<String, Made> all = new TreeMap<>();

        Places(Path root, TaskGraph graph, RealPaths paths) {
            this.root = root;
            this.graph = graph;
            this.paths = paths;
        }

        synchronized NavigableMap<String, Made> all() {
            if (all.isEmpty()) {
                graph.outputs().below(new WorkspacePath(".")).forEach(this::locate);
            }
            return all;
        }

        private void locate(Made made) {
            try {
                Path place = paths.place(root.resolve(made.output().path().text()));
                all.putIfAbsent(place.toString(), made);
            } catch (IOException inCircles) {
                return;
            }
        }
    }
}
