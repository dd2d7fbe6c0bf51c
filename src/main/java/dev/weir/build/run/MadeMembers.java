package dev.weir.build.run;

import dev.weir.cache.ActionCache;
import dev.weir.cache.ActionResult;
import dev.weir.cache.Lookup;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What runs made in a folder, by path below it; of folder outputs as far as the cache still has
/// what was in them.
final class MadeMembers {
    private final WorkspacePath folder;
    private final ActionCache actions;
    private final Map<String, Set<Manifest.Member>> members = new HashMap<>();

    /// Those in it that runs made, the ones above others included.
    private final Set<String> folders = new HashSet<>();

    /// Nothing so far.
    MadeMembers(WorkspacePath folder, ActionCache actions) {
        this.folder = folder;
        this.actions = actions;
    }

    /// The same and what runs made at the paths of their outputs.
    MadeMembers and(Map<WorkspacePath, List<Trace>> outputs) {
        MadeMembers all = new MadeMembers(folder, actions);
        members.forEach((path, made) -> all.members.put(path, new HashSet<>(made)));
        all.folders.addAll(folders);
        outputs.forEach((path, runs) -> runs.forEach(run -> all.add(run, path)));
        return all;
    }

    private void add(Trace run, WorkspacePath path) {
        Entry entry = run.outputs().get(path);
        if (entry == null) {
            return;
        }
        if (entry.kind() == Entry.Kind.FOLDER) {
            recorded(run, path).ifPresent(manifest -> add(path, manifest));
        } else {
            boolean executable = entry.kind() == Entry.Kind.EXECUTABLE;
            add(path, new Manifest.File(entry.digest(), executable, entry.size()));
        }
    }

    private void add(WorkspacePath path, Manifest manifest) {
        manifest.members().forEach((below, member) -> add(path.resolve(below), member));
        for (String empty : manifest.emptyFolders()) {
            WorkspacePath place = path.resolve(empty);
            if (place.isBelow(folder)) {
                addFolders(place.relativeTo(folder) + "/");
            }
        }
    }

    private void add(WorkspacePath path, Manifest.Member member) {
        if (path.isBelow(folder)) {
            members.computeIfAbsent(path.relativeTo(folder), _ -> new HashSet<>()).add(member);
            addFolders(path.relativeTo(folder));
        }
    }

    /// All that a path goes through.
    private void addFolders(String path) {
        for (int end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
            folders.add(path.substring(0, end));
        }
    }

    private Optional<Manifest> recorded(Trace run, WorkspacePath path) {
        return actions.find(run.key()) instanceof Lookup.Hit(ActionResult result)
                        && result.outputs().get(path)
                                instanceof ActionResult.MadeFolder(Manifest manifest)
                ? Optional.of(manifest)
                : Optional.empty();
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /// A file in the folder that no run made, whatever became of those that were made.
    Optional<String> foreign(Manifest there) {
        return there.members().keySet().stream()
                .filter(path -> !members.containsKey(path))
                .findFirst();
    }

    /// Whether something in the folder is not as a run made it; what is missing is no edit.
    boolean isEdited(Manifest there) {
        return there.members().entrySet().stream()
                        .anyMatch(member ->
                                !members.getOrDefault(member.getKey(), Set.of())
                                        .contains(member.getValue()))
                || !folders.containsAll(there.emptyFolders());
    }
}
