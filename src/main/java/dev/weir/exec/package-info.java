/// Runs one action: a command in a process group of its own, or a step inside the JVM. Entry type:
/// [dev.weir.exec.TaskRunner].
///
/// Knows nothing of keys' meaning, caches, graphs or terminals.
@NullMarked
package dev.weir.exec;

import org.jspecify.annotations.NullMarked;
