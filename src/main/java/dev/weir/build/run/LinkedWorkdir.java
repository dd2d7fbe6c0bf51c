package dev.weir.build.run;

import dev.weir.build.verdict.ImpossibleException;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/// A working directory behind a link: there `..` is the folder above what the link leads to, so a
/// path that goes up past the link names another file than is meant.
record LinkedWorkdir(Path root, WorkspacePath workdir) {
    private static final String UP = "../";

    /// @param texts that the command gets
    /// @throws ImpossibleException when one names what the task reads or makes by such a path
    void check(Task task, Collection<WorkspacePath> inputs, Collection<String> texts)
            throws ImpossibleException {
        OptionalInt most = mostUp();
        if (most.isEmpty()) {
            return;
        }
        List<WorkspacePath> paths = new ArrayList<>(inputs);
        task.outputs().stream().map(Output::path).forEach(paths::add);
        for (WorkspacePath path : paths) {
            String relative = path.relativeTo(workdir);
            if (up(relative) > most.getAsInt()
                    && texts.stream().anyMatch(text -> text.contains(relative))) {
                throw new ImpossibleException(
                        "it runs in '"
                                + workdir
                                + "', which leads through a link, and from there '"
                                + relative
                                + "' is not '"
                                + path
                                + "': name the folder itself, or go there by 'cd' in the command");
            }
        }
    }

    /// How many folders up a path may begin with and still be what it seems; any where no link is
    /// on the way.
    private OptionalInt mostUp() {
        Path folder = root;
        OptionalInt since = OptionalInt.empty();
        for (String name : workdir.text().split("/")) {
            folder = folder.resolve(name);
            if (Files.isSymbolicLink(folder)) {
                since = OptionalInt.of(0);
            } else if (since.isPresent()) {
                since = OptionalInt.of(since.getAsInt() + 1);
            }
        }
        return since;
    }

    private static int up(String path) {
        int names = 0;
        while (path.startsWith(UP, names * UP.length())) {
            names++;
        }
        return path.equals("..") || path.endsWith("/..") ? names + 1 : names;
    }
}
