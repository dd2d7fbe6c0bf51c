package dev.weir.exec.command;

import dev.weir.exec.ProcessIdentity;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// A started command: the leader of its session, and the pipe of all it says. One thread reads and
/// waits; any thread may ask it to end.
///
/// Until the leader's exit is taken its number cannot be given to another process, so signals sent
/// before reach no stranger. After that the session is looked at member by member.
final class Child implements AutoCloseable {
    /// Read at once: what a pipe holds.
    static final int CHUNK = 65_536;

    private static final int NONE = -1;
    private static final int ASK_EVERY = 5;
    private static final long POLL_ENTRY = 8;

    private final ProcessIdentity leader;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = arena.allocate(CHUNK);
    private final MemorySegment polled = arena.allocate(2 * POLL_ENTRY, 8);
    private final int exit;
    private int output;
    private Optional<Libc.Ended> ended = Optional.empty();
    private boolean asked;
    private boolean leaderAsked;

    /// @param output the reading end of its pipe, closed with the child
    Child(long pid, int output) {
        this(pid, output, Libc.pidDescriptor(pid));
    }

    /// @param exit becomes readable when the process ends; negative for none
    Child(long pid, int output, int exit) {
        this.output = output;
        this.leader = ProcessTable.identity(pid);
        this.exit = Math.max(NONE, exit);
    }

    ProcessIdentity leader() {
        return leader;
    }

    /// Takes bytes as they come.
    interface Reader {
        void read(byte[] bytes, int count);
    }

    /// Waits until something is said, the leader ends or the time is over; hands on what is said.
    ///
    /// @return whether something was read
    boolean pump(int milliseconds, byte[] bytes, Reader reader) {
        int count = 0;
        if (output != NONE) {
            entry(count++, output);
        }
        if (exit != NONE && ended.isEmpty()) {
            entry(count++, exit);
        }
        int ready = Libc.poll(polled, count, longestWait(milliseconds));
        if (ready <= 0 || output == NONE || events(0) == 0) {
            return false;
        }
        return read(bytes, reader);
    }

    /// Without a descriptor that tells of the leader's end it has to be asked for now and then.
    private int longestWait(int milliseconds) {
        return exit == NONE && ended.isEmpty() ? Math.min(milliseconds, ASK_EVERY) : milliseconds;
    }

    private void entry(int index, int descriptor) {
        polled.set(ValueLayout.JAVA_INT, index * POLL_ENTRY, descriptor);
        polled.set(ValueLayout.JAVA_SHORT, index * POLL_ENTRY + 4, Libc.POLLIN);
        polled.set(ValueLayout.JAVA_SHORT, index * POLL_ENTRY + 6, (short) 0);
    }

    private short events(int index) {
        return polled.get(ValueLayout.JAVA_SHORT, index * POLL_ENTRY + 6);
    }

    private boolean read(byte[] bytes, Reader reader) {
        int count = Libc.read(output, buffer.asSlice(0, Math.min(CHUNK, bytes.length)));
        if (count <= 0) {
            Libc.close(output);
            output = NONE;
            return false;
        }
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, count);
        reader.read(bytes, count);
        return true;
    }

    /// Whether the leader has ended; takes its exit.
    synchronized boolean hasEnded() {
        if (ended.isEmpty()) {
            ended = Libc.reap(leader.pid());
        }
        return ended.isPresent();
    }

    synchronized Libc.Ended ended() {
        return ended.orElseThrow();
    }

    /// Asks the session to end, once; without a leader only after it was seen to be there still.
    synchronized void ask() {
        if (!asked) {
            asked = true;
            leaderAsked = ended.isEmpty();
            ProcessSession.ask(leader);
        }
    }

    /// Asks the session to end unless its leader has ended already: from any thread, at any time.
    synchronized void askLeader() {
        if (ended.isEmpty()) {
            ask();
        }
    }

    /// Whether it was asked to end before it did.
    synchronized boolean wasLeaderAsked() {
        return leaderAsked;
    }

    /// Ends the session unless its leader has ended already: from any thread, at any time.
    synchronized void killLeader() {
        if (ended.isEmpty()) {
            kill();
        }
    }

    /// Ends the session, under the same condition as [#ask()].
    void kill() {
        ProcessSession.kill(leader);
    }

    /// Whether what was started lives on. That of other groups is looked for when somebody still
    /// has the pipe, or when it was asked to end: to look at each process of the system after each
    /// command would cost as much as the command.
    boolean isAnyLeft() {
        return output != NONE || isAsked()
                ? ProcessSession.isLeft(leader)
                : ProcessSession.isGroupLeft(leader);
    }

    private synchronized boolean isAsked() {
        return asked;
    }

    @Override
    public void close() {
        if (output != NONE) {
            Libc.close(output);
            output = NONE;
        }
        if (exit != NONE) {
            Libc.close(exit);
        }
        arena.close();
    }
}
