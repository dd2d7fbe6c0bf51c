package dev.weir.exec.command;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/// The few calls of the C library that processes take. A negative answer is an error number with
/// its sign turned, as the kernel gives it; calls that a signal broke off are taken up again.
///
/// Every function is called through one shape, six register-sized integers in and one out: the
/// calling conventions of x86-64 and AArch64 pass integers and pointers alike, and registers beyond
/// a function's own parameters are ignored. One shape costs 20 ms at first use, a shape for each
/// function 180 ms. It does not hold for variadic functions on macOS.
final class Libc {
    static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");

    static final int ESRCH = 3;
    static final int EINTR = 4;
    static final int SIGKILL = 9;
    static final int SIGTERM = 15;
    static final int SIGCONT = MAC ? 19 : 18;
    static final short POLLIN = 1;
    static final int WNOHANG = 1;

    private static final int SIGCHLD = MAC ? 20 : 17;
    private static final int RUSAGE_SELF = 0;
    private static final int SYS_PIDFD_OPEN = 434;
    private static final int O_CLOEXEC = 0x80000;
    private static final long RUSAGE_BYTES = 256;
    private static final long MAX_RSS_OFFSET = 32;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final MethodHandle CALL =
            LINKER.downcallHandle(
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                            JAVA_LONG),
                    Linker.Option.captureCallState("errno"));

    private static final MemorySegment POLL = function("poll");
    private static final MemorySegment READ = function("read");
    private static final MemorySegment CLOSE = function("close");
    private static final MemorySegment KILL = function("kill");
    private static final MemorySegment WAIT4 = function("wait4");
    private static final MemorySegment GETRUSAGE = function("getrusage");
    private static final MemorySegment PIPE = function(MAC ? "pipe" : "pipe2");
    private static final Optional<MemorySegment> SYSCALL =
            MAC ? Optional.empty() : lookup("syscall");

    static {
        // Where a parent ignored it, the kernel would keep no exit codes for us to ask for.
        call(function("signal"), SIGCHLD, 0);
    }

    private Libc() {}

    /// How a process ended.
    ///
    /// @param status as `wait` packs it
    /// @param maxRss the most bytes that it, or a process it waited for, held
    record Ended(int status, long maxRss) {}

    static MemorySegment function(String name) {
        return lookup(name)
                .orElseThrow(
                        () -> new UnsupportedOperationException("no '" + name + "' in the system"));
    }

    static Optional<MemorySegment> lookup(String name) {
        return LINKER.defaultLookup().find(name);
    }

    /// Calls a function; missing arguments are 0.
    static int call(MemorySegment function, long... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long[] all = new long[6];
            System.arraycopy(arguments, 0, all, 0, arguments.length);
            int result =
                    (int)
                            (long)
                                    CALL.invokeExact(
                                            function, state, all[0], all[1], all[2], all[3], all[4],
                                            all[5]);
            return result == -1 ? -state.get(ValueLayout.JAVA_INT, 0) : result;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes the reading and the writing end into two ints; no child inherits them.
    static int pipe(MemorySegment ends) {
        return call(PIPE, ends.address(), O_CLOEXEC);
    }

    static int poll(MemorySegment descriptors, int count, int milliseconds) {
        int ready = call(POLL, descriptors.address(), count, milliseconds);
        return ready == -EINTR ? 0 : ready;
    }

    static int read(int descriptor, MemorySegment buffer) {
        int count;
        do {
            count = call(READ, descriptor, buffer.address(), buffer.byteSize());
        } while (count == -EINTR);
        return count;
    }

    static void close(int descriptor) {
        call(CLOSE, descriptor);
    }

    /// Sends a signal to a process, or to a group by its negative number; signal 0 only asks.
    static int kill(long pid, int signal) {
        return call(KILL, pid, signal);
    }

    /// Takes the exit of a child; empty while it runs.
    static Optional<Ended> reap(long pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment usage = arena.allocate(RUSAGE_BYTES, 8);
            int result;
            do {
                result = call(WAIT4, pid, status.address(), WNOHANG, usage.address());
            } while (result == -EINTR);
            if (result == 0) {
                return Optional.empty();
            }
            if (result < 0) {
                throw new IllegalStateException(
                        "waiting for process " + pid + ": error " + -result);
            }
            return Optional.of(new Ended(status.get(ValueLayout.JAVA_INT, 0), maxRss(usage)));
        }
    }

    /// The most bytes this JVM ever held.
    static long ownMaxRss() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(RUSAGE_BYTES, 8);
            call(GETRUSAGE, RUSAGE_SELF, usage.address());
            return maxRss(usage);
        }
    }

    private static long maxRss(MemorySegment usage) {
        return usage.get(JAVA_LONG, MAX_RSS_OFFSET) * (MAC ? 1 : 1024);
    }

    /// A descriptor that becomes readable when the process ends; negative where the system has
    /// none.
    static int pidDescriptor(long pid) {
        return SYSCALL.map(syscall -> call(syscall, SYS_PIDFD_OPEN, pid)).orElse(-1);
    }
}
