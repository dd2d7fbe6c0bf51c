package dev.weir.build.upkeep;

import dev.weir.cache.garbage.Inventory;
import dev.weir.cache.garbage.Needed;
import dev.weir.cache.garbage.Selection;

/// What a store holds, and what for.
///
/// @param inventory file by file
/// @param needed by workspaces as they are now
/// @param spare what a collection by the usual budget would remove
/// @param records bytes of logs and records of builds of this workspace, which are not collected
/// @param undoable how many files `undo` may bring back in this workspace
public record Holdings(
        Inventory inventory, Needed needed, Selection spare, long records, int undoable) {}
