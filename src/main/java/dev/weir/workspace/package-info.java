/// The workspace: what stands in it by content, and how it is changed without ever being left half
/// done. Entry types: [dev.weir.workspace.FileStates], [dev.weir.workspace.Transaction],
/// [dev.weir.workspace.Recovery], [dev.weir.workspace.WorkspaceLock].
///
/// Knows nothing of graphs, verdicts, processes or the content store.
@NullMarked
package dev.weir.workspace;

import org.jspecify.annotations.NullMarked;
