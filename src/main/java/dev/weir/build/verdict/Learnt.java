package dev.weir.build.verdict;

import dev.weir.disk.CacheFolder;
import dev.weir.workspace.StatCache;

/// What looks at files have taught: none is read twice by one build.
///
/// @param stats digests of the workspace's files, also from earlier builds
public record Learnt(StatCache stats, KnownResults results) {
    /// What earlier builds have learnt.
    public static Learnt load(CacheFolder cache) {
        return new Learnt(StatCache.load(cache), new KnownResults());
    }
}
