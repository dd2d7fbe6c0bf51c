package dev.weir.build.run;

import dev.weir.build.verdict.Stores;
import dev.weir.cache.ActionCache;
import dev.weir.cache.Lookup;
import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import dev.weir.workspace.FileStates;
import dev.weir.workspace.OnDisk;
import dev.weir.workspace.UndoLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What stands at a task's outputs before it replaces them, and whether that is weir's to replace:
/// what a run made is; what was edited or put there by others is saved first; a folder with foreign
/// files is not touched unless the user says so.
public final class OutputGuard {
    private final CacheFolder cache;
    private final Stores stores;
    private final FileStates disk;
    private final ActionCache actions;
    private final MadeOutputs others;
    private final boolean overwrite;

    /// @param cache weir's folder of the workspace
    /// @param overwrite whether the user said so
    public OutputGuard(CacheFolder cache, Stores stores, boolean overwrite) {
        this.cache = cache;
        this.stores = stores;
        this.disk = stores.disk();
        this.actions = stores.actions();
        this.others = new MadeOutputs(stores.traces());
        this.overwrite = overwrite;
    }

    /// What is to be done with what stands there.
    ///
    /// @param save outputs to save before they are replaced
    /// @param refusal why they must not be replaced
    record Look(List<WorkspacePath> save, Optional<String> refusal) {}

    /// @param outputs those that are to be replaced
    /// @param last the task's last run
    Look look(Task task, List<Output> outputs, Optional<Trace> last) throws InterruptedException {
        List<WorkspacePath> save = new ArrayList<>();
        for (Output output : outputs) {
            switch (disk.output(output.path())) {
                case OnDisk.Nothing() -> {
                    if (FileTree.exists(disk.place(output.path()))) {
                        save.add(output.path()); // a link to nowhere: perhaps not mounted yet
                    }
                }
                case OnDisk.Unusable(var why) -> {
                    return new Look(
                            List.of(),
                            Optional.of("what stands at its output " + why.getFirst().message()));
                }
                case OnDisk.File(Entry there, boolean link) -> {
                    if (!isMade(there, last, output) || link && isCached(last, output)) {
                        save.add(output.path());
                    }
                }
                case OnDisk.Folder(_, Entry there, List<String> leaving)
                        when leaving.contains(OnDisk.ITSELF) -> {
                    // What is behind a link stays where it is.
                    if (!isMade(there, last, output) || isCached(last, output)) {
                        save.add(output.path());
                    }
                }
                case OnDisk.Folder(Manifest there, Entry entry, _) -> {
                    if (!isMade(entry, last, output)) {
                        MadeMembers own =
                                new MadeMembers(output.path(), actions)
                                        .and(Map.of(output.path(), runs(last, output).toList()));
                        MadeMembers made = own.and(others.around(output.path()));
                        Optional<String> foreign = made.foreign(there);
                        if (foreign.isPresent()
                                && !overwrite
                                && !(output.folder() && isLost(there, own, last, output))) {
                            boolean known = !own.isEmpty() || !isTraced(last, output);
                            return new Look(
                                    List.of(), Optional.of(foreign(output, foreign.get(), known)));
                        }
                        if (made.isEdited(there)) {
                            save.add(output.path());
                        }
                    }
                }
            }
        }
        return new Look(save, Optional.empty());
    }

    /// @param known whether weir knows what it made in the folder
    private static String foreign(Output output, String file, boolean known) {
        return "its output '"
                + output.text()
                + (known
                        ? "' holds a file that weir did not make: '"
                        : "' was changed, and what weir made in it is not in the cache, so this may be yours: '")
                + file
                + "' (move it away, or replace the folder with --overwrite)";
    }

    /// Whether a result of a run is in the cache, where no output that is a link ever is: a link
    /// that stands there now was put there by others.
    private boolean isCached(Optional<Trace> last, Output output) {
        return runs(last, output).anyMatch(run -> stores.find(run.key()) instanceof Lookup.Hit);
    }

    /// The runs that may have made what stands there.
    private Stream<Trace> runs(Optional<Trace> last, Output output) {
        return Stream.concat(last.stream(), others.at(output.path()).stream());
    }

    private boolean isMade(Entry there, Optional<Trace> last, Output output) {
        return isMade(there, last.stream(), output)
                || isMade(there, others.at(output.path()).stream(), output);
    }

    private static boolean isMade(Entry there, Stream<Trace> runs, Output output) {
        return runs.map(run -> run.outputs().get(output.path()))
                .anyMatch(made -> made != null && made.sameAs(there));
    }

    /// Whether what is known of the folder seems to have been lost with a record: records are known
    /// to be lost, or what was made in it is not known, and yet the store has every byte of it.
    /// Where a run is known to have made something there, only its result was lost, and bytes that
    /// were saved for the user tell nothing.
    private boolean isLost(Manifest there, MadeMembers made, Optional<Trace> last, Output output) {
        if (stores.traces().damage().isPresent()) {
            return true;
        }
        if (!made.isEmpty()) {
            return false;
        }
        Set<Digest> saved = isTraced(last, output) ? saved() : Set.of();
        return there.members().values().stream()
                .allMatch(member ->
                        !(member instanceof Manifest.File file)
                                || stores.holds(file.digest()) && !saved.contains(file.digest()));
    }

    private boolean isTraced(Optional<Trace> last, Output output) {
        return runs(last, output).anyMatch(run -> run.outputs().containsKey(output.path()));
    }

    private Set<Digest> saved() {
        try {
            return UndoLog.bytes(cache);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
