package dev.weir.build.verdict;

import dev.weir.disk.CacheFolder;
import dev.weir.trace.TraceLog;
import dev.weir.workspace.StatCache;
import dev.weir.workspace.Walks;

/// What looks at files have taught: none is read twice by one build.
///
/// @param stats digests of the workspace's files, also from earlier builds
/// @param walks through its folders
/// @param traces as they were read last
public record Learnt(StatCache stats, Walks walks, TraceLog traces, KnownResults results) {
    /// What earlier builds have learnt.
    public static Learnt load(CacheFolder cache) {
        return new Learnt(
                StatCache.load(cache), new Walks(), TraceLog.load(cache), new KnownResults());
    }
}
