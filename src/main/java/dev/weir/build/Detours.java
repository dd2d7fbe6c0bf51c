package dev.weir.build;

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
final class Detours {
    private static final String GLOB = "*?[{";

    private final Path root;
    private final TaskGraph graph;
    private final RealPaths paths;
    private final Map<String, Optional<String>> behind = new HashMap<>();
    private final Map<WorkspacePath, WorkspacePath> written = new HashMap<>();
    private Optional<OutputIndex> linked = Optional.empty();

    /// @param root the workspace
    Detours(Path root, TaskGraph graph, RealPaths paths) {
        this.root = root;
        this.graph = graph;
        this.paths = paths;
    }

    /// What to do about an input that another task makes under another path.
    Optional<String> of(Input input) {
        List<Made> known = graph.outputs().feeding(input);
        for (Made made : linked().feeding(input)) {
            if (known.stream().noneMatch(one -> one.task() == made.task())) {
                return Optional.of(alike(made));
            }
        }
        return known.isEmpty()
                ? direct(input).map(Detours::direct).or(() -> around(input))
                : Optional.empty();
    }

    /// What to do about an input that stands for all in a folder around the workspace, and so for
    /// what tasks make in there.
    private Optional<String> around(Input input) {
        WorkspacePath start = input.pattern().root();
        if (start.isInside()) {
            return Optional.empty();
        }
        try {
            Path home = paths.real(root);
            Path from = paths.real(root.resolve(start.text()));
            if (!home.startsWith(from)) {
                return Optional.empty();
            }
            String way = start.text() + "/" + from.relativize(home) + "/";
            return graph.outputs().below(new WorkspacePath(".")).stream()
                    .filter(made ->
                            stands(input, WorkspacePath.of(way + made.output().path()), made))
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

    private static boolean stands(Input input, WorkspacePath path, Made made) {
        PathPattern pattern = input.pattern();
        boolean met =
                !pattern.isGlob()
                        || pattern.matches(path)
                        || made.output().folder() && pattern.mayMatchBelow(path);
        return met && !input.excludes(path);
    }

    /// What to do about an output that another task makes under another path.
    Optional<String> of(Output output) {
        OutputIndex others = linked();
        if (written.isEmpty()) {
            return Optional.empty();
        }
        String real = inFolder(output.path().text()).orElse(output.path().text());
        Input place = exactly(PathPattern.literal(real));
        return others.feeding(place).stream()
                .filter(made -> !output.path().equals(written.get(made.output().path())))
                .findFirst()
                .map(this::alike);
    }

    /// Under which path a task makes what another path leads to, or something in it.
    Optional<WorkspacePath> made(WorkspacePath path) {
        Input input = exactly(PathPattern.literal(path.text()));
        Optional<WorkspacePath> behindLink =
                linked().feeding(input).stream()
                        .map(made -> written.get(made.output().path()))
                        .findFirst();
        return behindLink.or(() ->
                direct(input)
                        .map(direct ->
                                graph.outputs()
                                        .feeding(exactly(direct))
                                        .getFirst()
                                        .output()
                                        .path()));
    }

    private static Input exactly(PathPattern path) {
        return new Input("", path, false, List.of());
    }

    private static String direct(PathPattern direct) {
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
            for (Made made : graph.outputs().below(new WorkspacePath("."))) {
                WorkspacePath path = made.output().path();
                inFolder(path.text())
                        .filter(real -> !real.equals(path.text()))
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

    /// Where a path is once links to its folder are followed, if it is in the workspace.
    private Optional<String> inFolder(String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return Optional.of(path);
        }
        String folder = path.substring(0, slash);
        return behind.computeIfAbsent(folder, this::inside)
                .map(real ->
                        real.equals(".")
                                ? path.substring(slash + 1)
                                : real + path.substring(slash));
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

    /// The path by which an input should name what it leads to.
    private Optional<PathPattern> direct(Input input) {
        PathPattern pattern = input.pattern();
        String text = pattern.text();
        int fixed = pattern.isGlob() ? fixed(text) : text.length();
        try {
            return inside(text.substring(0, fixed))
                    .map(folder ->
                            pattern.isGlob()
                                    ? PathPattern.of(folder + text.substring(fixed))
                                    : PathPattern.literal(folder))
                    .filter(direct ->
                            !graph.outputs()
                                    .feeding(
                                            new Input(input.name(), direct, false, input.exclude()))
                                    .isEmpty());
        } catch (IllegalArgumentException noPattern) {
            return Optional.empty();
        }
    }

    /// How much of a glob names a folder, up to the slash behind it.
    private static int fixed(String glob) {
        int first = 0;
        while (GLOB.indexOf(glob.charAt(first)) < 0) {
            first++;
        }
        return Math.max(0, glob.lastIndexOf('/', first));
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
            return Optional.of(inside.isEmpty() && !path.isEmpty() ? "." : inside);
        } catch (IOException nowhere) {
            return Optional.empty();
        }
    }
}
