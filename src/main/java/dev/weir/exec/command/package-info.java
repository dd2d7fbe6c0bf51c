/// Runs commands on this machine. Each leads a session of its own, and nothing of it outlives the
/// run. Entry types: [dev.weir.exec.command.CommandRunner], and
/// [dev.weir.exec.command.ProcessSession] for what a dead weir left behind.
///
/// Knows POSIX through [dev.weir.exec.command.Libc] alone; knows nothing of tasks' keys or caches.
@NullMarked
package dev.weir.exec.command;

import org.jspecify.annotations.NullMarked;
