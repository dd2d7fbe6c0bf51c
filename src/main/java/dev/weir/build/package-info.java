/// Brings targets up to date: whether a task is stale, in which order tasks run, and the run of one
/// task from key to commit.
///
/// Entry type: [dev.weir.build.Build]. Knows nothing of YAML, terminals or machine learning.
@NullMarked
package dev.weir.build;

import org.jspecify.annotations.NullMarked;
