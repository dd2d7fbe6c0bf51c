/// Runs commands on this machine. Each leads a process group, in a session of its own, and nothing
/// of the group outlives the run. Entry types: [dev.weir.exec.command.CommandRunner], and
/// [dev.weir.exec.command.ProcessGroup] for what a dead weir left behind.
///
/// Knows POSIX through [dev.weir.exec.command.Libc] alone; knows nothing of tasks' keys or caches.
@NullMarked
package dev.weir.exec.command;

import org.jspecify.annotations.NullMarked;
