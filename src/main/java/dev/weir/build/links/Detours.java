package dev.weir.build.links;

import dev.weir.graph.OutputIndex;
import dev.weir.graph.OutputIndex.Made;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds inputs and outputs that get by different ways to one place of the workspace: out of it and
/// in again, or through a link. Edges are made from paths as they are written, so such an input
/// would be read without waiting for the task that makes what is there, and two such outputs would
/// replace each other.
public final class Detours {
    private static final String GLOB = "*?[{";

    private final Path root;
    private final TaskGraph graph;
    private final RealPaths paths;
    private final Map<String, Optional<String>> behind = new HashMap<>();

    /// By where they really are, from the top of the file system, as in `linked`.
    private final Map<WorkspacePath, WorkspacePath> written = new HashMap<>();

    private Optional<OutputIndex> linked = Optional.empty();

    /// @param root the workspace
    public Detours(Path root, TaskGraph graph, RealPaths paths) {
        this.root = root;
        this.graph = graph;
        this.paths = paths;
    }

    /// What to do about an input that another task makes under another path.
    public Optional<String> of(Input input) {
        List<Made> known = graph.outputs().feeding(input);
        Optional<Made> other =
                behindLinks(input).stream()
                        .filter(made -> known.stream().noneMatch(one -> one.task() == made.task()))
                        .findFirst();
        if (other.isPresent()) {
            return other.map(this::alike);
        }
        return direct(input, known)
                .map(Detours::direct)
                .or(() -> known.isEmpty() ? around(input) : Optional.empty());
    }

    /// The outputs that are written as lying behind a link, and that an input stands for by where
    /// they really are.
    private List<Made> behindLinks(Input input) {
        OutputIndex linked = linked();
        return written.isEmpty()
                ? List.of()
                : fromTop(start(input.pattern()))
                        .map(real -> readFrom(input, new WorkspacePath(real), linked))
                        .orElse(List.of());
    }

    /// The outputs that an input stands for when its start is another folder or file.
    private static List<Made> readFrom(Input input, WorkspacePath real, OutputIndex outputs) {
        String start = start(input.pattern());
        WorkspacePath seen = start.isEmpty() ? new WorkspacePath(".") : WorkspacePath.of(start);
        List<Made> read = new ArrayList<>();
        for (Made made : outputs.feeding(exactly(PathPattern.literal(real.text())))) {
            WorkspacePath path = made.output().path();
            WorkspacePath as = path.isBelow(real) ? seen.resolve(path.relativeTo(real)) : seen;
            if (Shortcuts.reads(input, as, made)) {
                read.add(made);
            }
        }
        return read;
    }

    private static String join(String folder, String path) {
        return folder.isEmpty() ? path : folder + "/" + path;
    }

    /// What to do about an input that stands for all in a folder around the workspace, and so for
    /// what tasks make in there.
    private Optional<String> around(Input input) {
        WorkspacePath start = input.pattern().root();
        try {
            Path home = paths.real(root);
            Path from = paths.real(root.resolve(start.text()));
            if (!home.startsWith(from) || home.equals(from)) {
                return Optional.empty();
            }
            String way = start.text() + "/" + from.relativize(home) + "/";
            return graph.outputs().below(new WorkspacePath(".")).stream()
                    .filter(made ->
                            Shortcuts.reads(
                                    input, WorkspacePath.of(way + made.output().path()), made))
                    .findFirst()
                    .map(made ->
                            "it is around the workspace, where task '"
                                    + graph.task(made.task()).name()
                                    + "' makes '"
                                    + made.output().path()
                                    + "': leave that out by 'exclude', and name what is needed of it");
        } catch (IOException nowhere) {
            return Optional.empty();
        }
    }

    /// What to do about an output that another task makes under another path.
    public Optional<String> of(Output output) {
        OutputIndex others = linked();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        return inFolder(output.path().text()).stream()
                .flatMap(real -> others.feeding(exactly(PathPattern.literal(real))).stream())
                .filter(made -> !output.path().equals(written.get(made.output().path())))
                .findFirst()
                .map(this::alike);
    }

    /// Under which path a task makes what another path leads to, or something in it.
    public Optional<WorkspacePath> made(WorkspacePath path) {
        Input input = exactly(PathPattern.literal(path.text()));
        Optional<WorkspacePath> behindLink =
                behindLinks(input).stream()
                        .map(made -> written.get(made.output().path()))
                        .findFirst();
        return behindLink.or(() ->
                inside(path.text())
                        .map(real -> readFrom(input, new WorkspacePath(real), graph.outputs()))
                        .flatMap(read -> read.stream().findFirst())
                        .map(made -> made.output().path()));
    }

    private static Input exactly(PathPattern path) {
        return new Input("", path, false, List.of());
    }

    private static String direct(String direct) {
        return "write the path as seen from the Pipelinefile, without links: '" + direct + "'";
    }

    private String alike(Made made) {
        return "task '"
                + graph.task(made.task()).name()
                + "' makes it as '"
                + written.get(made.output().path())
                + "', through a link: write one path in both";
    }

    /// The outputs that are written as lying behind a link, where they really are.
    private OutputIndex linked() {
        if (linked.isEmpty()) {
            List<Made> all = new ArrayList<>();
            String home = fromTop("").orElse("");
            for (Made made : graph.outputs().below(new WorkspacePath("."))) {
                WorkspacePath path = made.output().path();
                inFolder(path.text())
                        .filter(real -> !real.equals(join(home, path.text())))
                        .map(WorkspacePath::of)
                        .ifPresent(real -> {
                            written.putIfAbsent(real, path);
                            all.add(new Made(made.task(), at(real, made.output())));
                        });
            }
            linked = Optional.of(OutputIndex.of(all));
        }
        return linked.get();
    }

    /// Where a path is once links to its folder are followed, from the top of the file system.
    private Optional<String> inFolder(String path) {
        int slash = path.lastIndexOf('/');
        return behind.computeIfAbsent(path.substring(0, Math.max(0, slash)), this::fromTop)
                .map(folder -> join(folder, path.substring(slash + 1)));
    }

    private static Output at(WorkspacePath path, Output output) {
        return new Output(
                output.name(),
                path,
                output.folder(),
                output.temporary(),
                output.stored(),
                output.kind());
    }

    /// The path by which an input should name what it leads to. Where its own path leads into what
    /// a task makes, that may make links on the way, which are looked at by themselves.
    ///
    /// @param known outputs that it waits for by the path that it has
    private Optional<String> direct(Input input, List<Made> known) {
        PathPattern pattern = input.pattern();
        String start = start(pattern);
        if (isMade(start)) {
            return Optional.empty();
        }
        return inside(start)
                .filter(real -> !real.equals(start.isEmpty() ? "." : start))
                .filter(real ->
                        readFrom(input, new WorkspacePath(real), graph.outputs()).stream()
                                .anyMatch(made -> !known.contains(made)))
                .map(real -> real + pattern.text().substring(start.length()));
    }

    private boolean isMade(String path) {
        WorkspacePath place = path.isEmpty() ? new WorkspacePath(".") : WorkspacePath.of(path);
        return graph.outputs().at(place).isPresent() || graph.outputs().above(place).isPresent();
    }

    /// The folder that a glob begins with, empty when it is the Pipelinefile's; the path of what is
    /// none.
    private static String start(PathPattern pattern) {
        String text = pattern.text();
        return pattern.isGlob() ? text.substring(0, fixed(text)) : text;
    }

    /// How much of a glob names a folder, up to the slash behind it.
    private static int fixed(String glob) {
        int first = 0;
        while (GLOB.indexOf(glob.charAt(first)) < 0) {
            first++;
        }
        return Math.max(0, glob.lastIndexOf('/', first));
    }

    /// Where a path really is, from the top of the file system.
    private Optional<String> fromTop(String path) {
        try {
            return Optional.of(paths.real(root.resolve(path)).toString().substring(1));
        } catch (IOException nowhere) {
            return Optional.empty();
        }
    }

    /// Where a path really is in the workspace, if it is in there.
    private Optional<String> inside(String path) {
        try {
            Path home = paths.real(root);
            Path real = paths.real(root.resolve(path));
            if (!real.startsWith(home)) {
                return Optional.empty();
            }
            String inside = home.relativize(real).toString();
            return Optional.of(inside.isEmpty() ? "." : inside);
        } catch (IOException nowhere) {
            return Optional.empty();
        }
    }
}
