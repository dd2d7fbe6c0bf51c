package dev.weir.build.verdict;

import dev.weir.cache.ActionCache;
import dev.weir.cache.ActionResult;
import dev.weir.cache.ContentStore;
import dev.weir.cache.Lookup;
import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.TraceLog;
import dev.weir.workspace.FileHasher;
import dev.weir.workspace.FileStates;
import dev.weir.workspace.Looks;
import dev.weir.workspace.OnDisk;
import dev.weir.workspace.StatCache;
import java.io.IOException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a build looks at and writes to. Opening and asking write nothing; closing writes what was
/// learnt.
///
/// @param contents bytes of results
/// @param saved bytes that `undo` brings back: those of the user never go to a store that is shared
public record Stores(
        FileStates disk,
        StatCache stats,
        TraceLog traces,
        ActionCache actions,
        KnownResults results,
        ContentStore contents,
        ContentStore saved,
        Looks looks)
        implements AutoCloseable {
    /// For who only asks.
    public static Stores open(Places places) {
        return open(places, Learnt.load(places.cache()), Looks.unrecorded());
    }

    /// @param learnt from an earlier look
    /// @param looks gets what the answers rest on
    public static Stores open(Places places, Learnt learnt, Looks looks) {
        looks.note(places.cache().path(TraceLog.FILE));
        learnt.traces().readAgain();
        ContentStore contents = new ContentStore(places.store());
        return new Stores(
                new FileStates(
                        places.root(), learnt.stats(), learnt.walks(), new FileHasher(), looks),
                learnt.stats(),
                learnt.traces(),
                new ActionCache(places.store()),
                learnt.results(),
                contents,
                places.isShared() ? new ContentStore(places.cache()) : contents,
                looks);
    }

    /// What the action cache holds for a key.
    public Lookup find(TaskKey key) {
        return results.find(key, actions, looks);
    }

    /// Whether the content store holds bytes.
    public boolean holds(Digest digest) {
        looks.note(contents.blob(digest));
        return contents.holds(digest);
    }

    /// When the result that the action cache holds for a key was made; the epoch when it holds
    /// none.
    public Instant finished(TaskKey key) {
        return find(key) instanceof Lookup.Hit(ActionResult result)
                ? result.finished()
                : Instant.EPOCH;
    }

    /// What stands at a task's outputs, by content.
    ///
    /// @throws ImpossibleException when one has something without content: it is neither to be told
    ///   from what was made nor to be replaced
    public SortedMap<WorkspacePath, Entry> standing(Task task)
            throws ImpossibleException, InterruptedException {
        SortedMap<WorkspacePath, Entry> standing = new TreeMap<>();
        for (Output output : task.outputs()) {
            OnDisk there = disk.output(output.path());
            if (there instanceof OnDisk.Unusable(var why)) {
                throw new ImpossibleException(
                        "what stands at its output " + why.getFirst().message());
            }
            there.content().ifPresent(entry -> standing.put(output.path(), entry));
        }
        return standing;
    }

    @Override
    public void close() throws IOException {
        traces.close();
        actions.close();
        contents.close();
        saved.close();
    }
}
