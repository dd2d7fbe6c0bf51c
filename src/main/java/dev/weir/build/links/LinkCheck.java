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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at links that are there, among the inputs of a task or at its outputs, for such as lead to
/// what other tasks make. Asked before anything runs, and again of what tasks made since.
///
/// Safe for several threads.
public final class LinkCheck {
    /// What to do about an output that is wrong.
    public static final String OUTPUT_HELP = "copy it, or name it as an input of the task";

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

    /// The first link among what an input stands for that leads to what the reader does not wait
    /// for.
    ///
    /// @param known what the input was seen to stand for, if it was
    /// @param gone places whose links say nothing: they will be removed or made anew
    public Optional<Shortcut> of(
            TaskName reader,
            Input input,
            Map<WorkspacePath, Entry> known,
            Set<WorkspacePath> gone) {
        WorkspacePath start = input.pattern().root();
        if (!input.pattern().isGlob() && (isFileOutput(start) || isFile(known.get(start)))) {
            return Optional.empty();
        }
        List<WorkspacePath> links =
                disk.links(input).stream().filter(link -> !isIn(gone, link)).toList();
        return shortcuts.of(number(reader), input, links);
    }

    private static boolean isIn(Set<WorkspacePath> places, WorkspacePath link) {
        String text = link.text();
        for (int end = text.length(); end > 0; end = text.lastIndexOf('/', end - 1)) {
            if (places.contains(new WorkspacePath(text.substring(0, end)))) {
                return true;
            }
        }
        return false;
    }

    /// What is wrong with an output that is a link to what another task makes and its maker does
    /// not read: it would be another file with every run of that.
    ///
    /// @param there what stands at it
    public Optional<String> of(TaskName maker, Output output, OnDisk there) {
        return isLink(there)
                ? shortcuts
                        .of(number(maker), output)
                        .map(made ->
                                "the output '"
                                        + output.text()
                                        + "' is a link that leads to what task '"
                                        + graph.task(made.task()).name()
                                        + "' makes: '"
                                        + made.output().text()
                                        + "'")
                : Optional.empty();
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
