package dev.weir.exec.command;

import dev.weir.exec.Cancellation;
import dev.weir.exec.log.LogCapture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Sees one command through to the end of its whole session, on the calling thread.
///
/// Three phases: the leader runs, what it left behind ends, what is still in the pipe is read. A
/// pipe that a process outside of the session holds open is left to that process.
final class CommandRun {
    /// Interruption and insistence are noticed this late at most; the rest wakes the wait.
    private static final int TICK = 50;

    /// How long a killed process may take to go; only one that is stuck in the kernel, or belongs
    /// to another user, takes longer, and is given up.
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private static final int FIRST_LOOK = 2;
    private static final int LAST_READS = 16;

    private final Child child;
    private final LogCapture log;
    private final Cancellation cancel;
    private final Limits limits;
    private final byte[] bytes = new byte[Child.CHUNK];
    private Why why = Why.BY_ITSELF;
    private boolean asked;
    private long askedAt;
    private boolean killed;
    private long killedAt;

    CommandRun(Child child, LogCapture log, Cancellation cancel, Limits limits) {
        this.child = child;
        this.log = log;
        this.cancel = cancel;
        this.limits = limits;
    }

    /// Why a command ended.
    enum Why {
        BY_ITSELF,
        TIMED_OUT,
        CANCELLED,
        INTERRUPTED
    }

    /// Waits for the end; ends the session where there is a reason to.
    Why toEnd() {
        try (var _ = cancel.onRequest(child::askLeader);
                var _ = cancel.onAbandon(child::killLeader)) {
            awaitLeader();
        }
        if (why == Why.BY_ITSELF && child.wasLeaderAsked()) {
            why = Why.CANCELLED;
        }
        endRest();
        drain();
        if (isStuck() && isAlive()) {
            tellOfStuck();
        }
        return why;
    }

    private void tellOfStuck() {
        String line = "\nweir: session " + child.leader().pid() + " could not be ended\n";
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        log.accept(text, text.length);
    }

    /// Ends the session without grace, for when nobody takes the output any more.
    void abandon() {
        while (isAlive() && !isStuck()) {
            kill();
            child.pump(1, bytes, (_, _) -> {});
        }
    }

    private boolean isAlive() {
        return !child.hasEnded() || child.isAnyLeft();
    }

    private void awaitLeader() {
        while (!child.hasEnded() && !isStuck()) {
            pump(why == Why.BY_ITSELF ? limits.cut(TICK) : TICK);
            lookForReason();
            escalate();
        }
    }

    /// The command itself is done: what happens now changes its exit no more.
    private void endRest() {
        drain();
        long since = System.nanoTime();
        int pause = FIRST_LOOK;
        while (child.isAnyLeft() && !isStuck()) {
            pump(pause);
            pause = Math.min(2 * pause, TICK);
            lookForInterruption();
            boolean lingered = System.nanoTime() - since > limits.linger().toNanos();
            if (lingered || cancel.isRequested() || limits.areOver()) {
                ask();
            }
            escalate();
        }
    }

    private void drain() {
        int reads = 0;
        while (reads < LAST_READS && pump(0)) {
            reads++;
        }
    }

    private boolean pump(int milliseconds) {
        return child.pump(milliseconds, bytes, log::accept);
    }

    private void lookForReason() {
        lookForInterruption();
        if (why == Why.BY_ITSELF && cancel.isRequested()) {
            why = Why.CANCELLED;
        } else if (why == Why.BY_ITSELF && limits.areOver()) {
            why = Why.TIMED_OUT;
        }
    }

    private void lookForInterruption() {
        if (Thread.interrupted()) {
            why = Why.INTERRUPTED;
        }
    }

    private void escalate() {
        if (why != Why.BY_ITSELF) {
            ask();
        }
        boolean graceIsOver = System.nanoTime() - askedAt > limits.grace().toNanos();
        if (asked && (graceIsOver || cancel.isInsisted())) {
            kill();
        }
    }

    private void ask() {
        if (!asked) {
            asked = true;
            askedAt = System.nanoTime();
            child.ask();
        }
    }

    /// Again and again: a group that was made meanwhile was not reached.
    private void kill() {
        if (!killed) {
            killed = true;
            killedAt = System.nanoTime();
        }
        child.kill();
    }

    private boolean isStuck() {
        return killed && System.nanoTime() - killedAt > PATIENCE;
    }
}
