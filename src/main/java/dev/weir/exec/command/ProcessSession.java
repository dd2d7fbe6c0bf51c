package dev.weir.exec.command;

import dev.weir.exec.ProcessIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Ends the sessions that a dead weir left behind: a command's own process group, and those that
/// its programs made for themselves (`timeout`, a shell with job control).
///
/// A session is taken for the recorded one when its leader still has the recorded start time, or
/// when the leader is gone and members of the session started no earlier: the kernel gives the
/// number of a session to no new process while a member lives. What left the session by `setsid` is
/// out of reach. Where there is no `/proc`, only the command's own group is known.
public final class ProcessSession {
    private static final int LOOK_EVERY = 10;

    /// How long a killed process may take to go; only one stuck in the kernel takes longer.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ProcessSession() {}

    /// What was done.
    public enum End {
        /// Nothing of the session was alive, or the system does not tell: nothing was touched.
        NOTHING_LEFT,
        /// It was alive and is gone.
        ENDED,
        /// It is stuck in the kernel, or belongs to another user.
        STILL_ALIVE
    }

    /// Ends what still lives of a session: TERM, the grace, KILL.
    ///
    /// @param leader as it was told to a [dev.weir.exec.ProcessWatch]
    public static End end(ProcessIdentity leader, Duration grace) throws InterruptedException {
        if (leader.started() == 0
                || !leader.boot().equals(ProcessTable.boot())
                || isAnother(leader)
                || !isLeft(leader)) {
            return End.NOTHING_LEFT;
        }
        ask(leader);
        boolean gone =
                isGoneWithin(leader, grace, () -> {})
                        || isGoneWithin(leader, PATIENCE, () -> kill(leader));
        return gone ? End.ENDED : End.STILL_ALIVE;
    }

    private static boolean isAnother(ProcessIdentity leader) {
        return ProcessTable.row(leader.pid())
                .filter(row -> row.started() != leader.started())
                .isPresent();
    }

    private static boolean isGoneWithin(ProcessIdentity leader, Duration time, Runnable meanwhile)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (isLeft(leader)) {
            meanwhile.run();
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(LOOK_EVERY);
        }
        return true;
    }

    /// Asks all that live to end, also those that are stopped.
    static void ask(ProcessIdentity leader) {
        for (long group : groups(leader)) {
            Libc.kill(-group, Libc.SIGTERM);
            Libc.kill(-group, Libc.SIGCONT);
        }
    }

    /// Ends all that live.
    static void kill(ProcessIdentity leader) {
        groups(leader).forEach(group -> Libc.kill(-group, Libc.SIGKILL));
    }

    /// The leader's own group, and the others of its session.
    private static Set<Long> groups(ProcessIdentity leader) {
        Set<Long> groups = new LinkedHashSet<>();
        groups.add(leader.pid());
        members(leader).forEach(row -> groups.add(row.group()));
        return groups;
    }

    /// Whether a member of the leader's own group lives: asked of the kernel, where nobody does.
    static boolean isGroupLeft(ProcessIdentity leader) {
        if (Libc.kill(-leader.pid(), 0) == -Libc.ESRCH) {
            return false;
        }
        return leader.started() == 0
                || members(leader).stream().anyMatch(row -> row.group() == leader.pid());
    }

    /// Whether a member of the session lives: looks at each process of the system.
    static boolean isLeft(ProcessIdentity leader) {
        return leader.started() == 0
                ? Libc.kill(-leader.pid(), 0) != -Libc.ESRCH
                : !members(leader).isEmpty();
    }

    private static List<ProcessTable.Row> members(ProcessIdentity leader) {
        List<ProcessTable.Row> members = new ArrayList<>();
        if (leader.started() != 0) {
            members.addAll(ProcessTable.session(leader.pid()));
            members.removeIf(row -> row.started() < leader.started());
        }
        return members;
    }
}
