package dev.weir.exec.command;

import static dev.weir.exec.command.Libc.MAC;
import static dev.weir.exec.command.Libc.call;
import static dev.weir.exec.command.Libc.function;
import static dev.weir.exec.command.Libc.lookup;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The parts of `posix_spawn`.
final class SpawnCalls {
    static final MemorySegment POSIX_SPAWN = function("posix_spawn");
    static final MemorySegment ACTIONS_DESTROY = function("posix_spawn_file_actions_destroy");

    private static final MemorySegment ACTIONS_INIT = function("posix_spawn_file_actions_init");
    private static final MemorySegment ADD_DUP2 = function("posix_spawn_file_actions_adddup2");
    private static final MemorySegment ADD_OPEN = function("posix_spawn_file_actions_addopen");
    private static final MemorySegment ADD_CHDIR = function("posix_spawn_file_actions_addchdir_np");

    /// glibc from 2.34. Elsewhere children see what was opened without `O_CLOEXEC`; macOS has a
    /// flag.
    private static final Optional<MemorySegment> ADD_CLOSE_FROM =
            MAC ? Optional.empty() : lookup("posix_spawn_file_actions_addclosefrom_np");

    private static final int SET_SIGNAL_DEFAULTS = 0x04;
    private static final int SET_SIGNAL_MASK = 0x08;
    private static final int SET_SESSION = MAC ? 0x400 : 0x80;
    private static final int CLOSE_BY_DEFAULT = MAC ? 0x4000 : 0;

    /// More than any system's `posix_spawnattr_t`, `posix_spawn_file_actions_t` or `sigset_t`.
    private static final long ROOM = 1024;

    private static final MemorySegment NULL_DEVICE = Arena.global().allocateFrom("/dev/null");

    /// Read by all spawns, changed by none.
    static final MemorySegment ATTRIBUTES = attributes();

    private SpawnCalls() {}

    private static MemorySegment attributes() {
        MemorySegment attributes = Arena.global().allocate(ROOM, 16);
        MemorySegment signals = Arena.global().allocate(ROOM, 16);
        call(function("posix_spawnattr_init"), attributes.address());
        call(function("sigemptyset"), signals.address());
        call(function("posix_spawnattr_setsigmask"), attributes.address(), signals.address());
        call(function("sigfillset"), signals.address());
        call(function("posix_spawnattr_setsigdefault"), attributes.address(), signals.address());
        int flags = SET_SESSION | SET_SIGNAL_MASK | SET_SIGNAL_DEFAULTS | CLOSE_BY_DEFAULT;
        call(function("posix_spawnattr_setflags"), attributes.address(), flags);
        return attributes;
    }

    /// What the child does with its descriptors and folder; [#ACTIONS_DESTROY] frees it. The pipe
    /// comes first: its number may be 0 where weir was started without a standard input.
    static MemorySegment actions(String folder, int output, Arena arena) {
        MemorySegment actions = arena.allocate(ROOM, 16);
        long address = actions.address();
        call(ACTIONS_INIT, address);
        call(ADD_DUP2, address, output, 1);
        call(ADD_DUP2, address, output, 2);
        call(ADD_OPEN, address, 0, NULL_DEVICE.address(), 0, 0);
        ADD_CLOSE_FROM.ifPresent(closeFrom -> call(closeFrom, address, 3));
        call(ADD_CHDIR, address, arena.allocateFrom(folder).address());
        return actions;
    }
}
