package dev.weir.build.run;

import dev.weir.cache.ActionResult;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.OnDisk;
import dev.weir.workspace.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whether an action made what its task declares: each output, of its kind, with content.
public final class OutputCheck {
    private OutputCheck() {}

    /// What is wrong, one line each; empty when nothing is.
    static List<String> problems(Task task, Map<WorkspacePath, OnDisk> made) {
        List<String> problems = new ArrayList<>();
        for (Output output : task.outputs()) {
            switch (there(made, output)) {
                case OnDisk.Nothing() ->
                        problems.add("did not make its output '" + output.text() + "'");
                case OnDisk.File _ when output.folder() ->
                        problems.add(
                                "made a file where the output '"
                                        + output.text()
                                        + "' is declared as a folder");
                case OnDisk.Folder _ when !output.folder() ->
                        problems.add(
                                "made a folder where the output '"
                                        + output.text()
                                        + "' is declared as a file (a folder's path ends in '/')");
                case OnDisk.Unusable(List<Unreadable> why) ->
                        why.forEach(one -> problems.add("its output " + one.message()));
                case OnDisk.File _, OnDisk.Folder _ -> {}
            }
        }
        return problems;
    }

    /// What an action made as an output.
    static OnDisk there(Map<WorkspacePath, OnDisk> made, Output output) {
        return made.getOrDefault(output.path(), new OnDisk.Nothing());
    }

    /// Why the outputs cannot be kept in the cache; empty when they can.
    public static List<String> uncacheable(Map<WorkspacePath, OnDisk> made) {
        List<String> why = new ArrayList<>();
        made.forEach((path, there) -> {
            switch (there) {
                case OnDisk.File(_, boolean link) when link ->
                        why.add("'" + path + "' is a symbolic link");
                case OnDisk.Folder(_, _, List<String> leaving) when !leaving.isEmpty() ->
                        why.add(
                                "the link '"
                                        + path
                                        + "/"
                                        + leaving.getFirst()
                                        + "' leads out of the folder");
                case OnDisk.File _, OnDisk.Folder _, OnDisk.Nothing _, OnDisk.Unusable _ -> {}
            }
        });
        return why;
    }

    /// What stands at outputs, as it is recorded.
    public static SortedMap<WorkspacePath, ActionResult.Made> made(
            Map<WorkspacePath, OnDisk> there) {
        SortedMap<WorkspacePath, ActionResult.Made> made = new TreeMap<>();
        there.forEach((path, one) -> {
            switch (one) {
                case OnDisk.File(Entry entry, _) ->
                        made.put(path, new ActionResult.MadeFile(entry));
                case OnDisk.Folder(Manifest manifest, _, _) ->
                        made.put(path, new ActionResult.MadeFolder(manifest));
                case OnDisk.Nothing _, OnDisk.Unusable _ -> {}
            }
        });
        return made;
    }
}
