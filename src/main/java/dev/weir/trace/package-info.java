/// What the last run of each task in this workspace saw and made. Entry type: `TraceLog`.
///
/// Knows nothing of graphs, verdicts or the content store.
@NullMarked
package dev.weir.trace;

import org.jspecify.annotations.NullMarked;
