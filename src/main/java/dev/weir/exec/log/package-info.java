/// From the bytes a task writes to the lines of its log: secrets masked, terminal tricks undone, in
/// bounded memory. Entry type: [dev.weir.exec.log.LogCapture].
///
/// Knows nothing of processes.
@NullMarked
package dev.weir.exec.log;

import org.jspecify.annotations.NullMarked;
