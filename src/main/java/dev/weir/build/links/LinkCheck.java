package dev.weir.build.links;

import dev.weir.build.links.Shortcuts.Shortcut;
import dev.weir.digest.Entry;
import dev.weir.graph.OutputIndex.Made;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.FileStates;
import dev.weir.workspace.OnDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Looks at links that are there, among the inputs of a task or at its outputs, for such as lead to
/// what other tasks make. Asked before anything runs, and again of what tasks made since.
///
/// Safe for several threads.
public final class LinkCheck {
    /// An output that must not be the link that it is.
    ///
    /// @param help what to do about it
    public record WrongOutput(String message, String help) {}

    private final TaskGraph graph;
    private final FileStates disk;
    private final Shortcuts shortcuts;

    /// @param root the workspace
    public LinkCheck(Path root, TaskGraph graph, FileStates disk, RealPaths paths) {
        this(graph, disk, new Shortcuts(root, graph, paths));
    }

    private LinkCheck(TaskGraph graph, FileStates disk, Shortcuts shortcuts) {
        this.graph = graph;
        this.disk = disk;
        this.shortcuts = shortcuts;
    }

    /// The same by where links lead now.
    public LinkCheck again() {
        return new LinkCheck(graph, disk, shortcuts.again());
    }

    /// The links by which an input comes to what it stands for, as things are; none in a folder
    /// that no link leads out of.
    ///
    /// @param known what the input was seen to stand for, if it was
    /// @param closed folders that were made so, for which nothing is looked at
    public List<WorkspacePath> links(
            Input input, Map<WorkspacePath, Entry> known, Predicate<Made> closed) {
        WorkspacePath start = input.pattern().root();
        Optional<Made> around = graph.outputs().at(start).or(() -> graph.outputs().above(start));
        if (around.filter(closed).isPresent()) {
            return List.of();
        }
        List<WorkspacePath> links = new ArrayList<>(onTheWay(start));
        if (input.pattern().isGlob() || !isFileOutput(start) && !isFile(known.get(start))) {
            links.addAll(disk.links(input));
        }
        return links;
    }

    /// Links that a task made and by which a path goes on; those of others are looked at as the
    /// paths that they are part of.
    private List<WorkspacePath> onTheWay(WorkspacePath path) {
        Optional<Made> above = graph.outputs().above(path);
        if (above.isEmpty()) {
            return List.of();
        }
        String text = path.text();
        List<WorkspacePath> links = new ArrayList<>();
        for (int end = above.get().output().path().text().length(); end < text.length(); ) {
            int slash = text.indexOf('/', end + 1);
            end = slash < 0 ? text.length() : slash;
            WorkspacePath part = new WorkspacePath(text.substring(0, end));
            if (Files.isSymbolicLink(disk.place(part))) {
                links.add(part);
            }
        }
        return links;
    }

    /// The first link that leads to what the reader does not wait for.
    ///
    /// @param links by which the input comes to what it stands for
    public Optional<Shortcut> of(TaskName reader, Input input, List<WorkspacePath> links) {
        return shortcuts.of(number(reader), input, links);
    }

    /// Whether a link is what a task makes, or part of it.
    public boolean isMade(WorkspacePath link) {
        return graph.outputs().at(link).isPresent() || graph.outputs().above(link).isPresent();
    }

    /// What is wrong with an output that is a link: to what another task makes and its maker does
    /// not read, it would be another file with every run of that, and to what is temporary it would
    /// lead nowhere once that is removed.
    ///
    /// @param there what stands at it
    public Optional<WrongOutput> of(TaskName maker, Output output, OnDisk there) {
        return isLink(there)
                ? shortcuts.of(number(maker), output).map(made -> wrong(output, made))
                : Optional.empty();
    }

    private WrongOutput wrong(Output output, Made made) {
        return new WrongOutput(
                "the output '"
                        + output.text()
                        + "' is a link that leads to what task '"
                        + graph.task(made.task()).name()
                        + "' makes: '"
                        + made.output().text()
                        + "'",
                made.output().temporary()
                        ? "it is temporary, and a link to it leads nowhere once it is removed: copy it"
                        : "copy it, or name it as an input of the task");
    }

    private boolean isFileOutput(WorkspacePath path) {
        return graph.outputs().at(path).map(Made::output).filter(it -> !it.folder()).isPresent();
    }

    private static boolean isFile(@Nullable Entry entry) {
        return entry != null && entry.kind() != Entry.Kind.FOLDER;
    }

    private static boolean isLink(OnDisk there) {
        return switch (there) {
            case OnDisk.File(_, boolean link) -> link;
            case OnDisk.Folder(_, _, List<String> leaving) -> leaving.contains(OnDisk.ITSELF);
            case OnDisk.Nothing _, OnDisk.Unusable _ -> false;
        };
    }

    private int number(TaskName task) {
        return graph.number(task).orElseThrow();
    }
}
