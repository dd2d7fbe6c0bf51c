package dev.weir.exec.command;

import dev.weir.exec.ProcessIdentity;
import java.time.Duration;

/// Ends the process groups that a dead weir left behind.
///
/// A group is taken for the recorded one when its leader still has the recorded start time, or when
/// the leader is gone and members of the group started no earlier: the kernel gives the number of a
/// group to no new process while a member lives. What left the group by `setsid` is out of reach.
public final class ProcessGroup {
    private static final int LOOK_EVERY = 10;

    /// How long a killed process may take to go; only one stuck in the kernel takes longer.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ProcessGroup() {}

    /// What was done.
    public enum End {
        /// Nothing of the group was alive, or the system does not tell: nothing was touched.
        NOTHING_LEFT,
        /// It was alive and is gone.
        ENDED,
        /// It is stuck in the kernel, or belongs to another user.
        STILL_ALIVE
    }

    /// Ends what still lives of a group: TERM, the grace, KILL.
    ///
    /// @param leader as it was told to a [dev.weir.exec.ProcessWatch]
    public static End end(ProcessIdentity leader, Duration grace) throws InterruptedException {
        if (leader.started() == 0
                || !leader.boot().equals(ProcessTable.boot())
                || isAnother(leader)
                || !isLeft(leader)) {
            return End.NOTHING_LEFT;
        }
        Libc.kill(-leader.pid(), Libc.SIGTERM);
        Libc.kill(-leader.pid(), Libc.SIGCONT);
        if (isGoneWithin(leader, grace)) {
            return End.ENDED;
        }
        Libc.kill(-leader.pid(), Libc.SIGKILL);
        return isGoneWithin(leader, PATIENCE) ? End.ENDED : End.STILL_ALIVE;
    }

    private static boolean isAnother(ProcessIdentity leader) {
        return ProcessTable.row(leader.pid())
                .filter(row -> row.started() != leader.started())
                .isPresent();
    }

    private static boolean isGoneWithin(ProcessIdentity leader, Duration time)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (isLeft(leader)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(LOOK_EVERY);
        }
        return true;
    }

    /// Whether a member of the group lives.
    static boolean isLeft(ProcessIdentity leader) {
        if (Libc.kill(-leader.pid(), 0) == -Libc.ESRCH) {
            return false;
        }
        if (leader.started() == 0) {
            return true;
        }
        return ProcessTable.group(leader.pid()).stream()
                .anyMatch(row -> row.started() >= leader.started());
    }
}
