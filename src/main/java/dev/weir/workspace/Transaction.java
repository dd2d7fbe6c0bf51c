package dev.weir.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The run or restore of one task, which leaves the workspace with its new outputs or with the old
/// ones, whenever it ends. While it is under way the old outputs wait beside their places.
///
/// It ends by [#commit] or [#rollBack], once. What a dying process leaves is brought to an end by
/// [Recovery].
public final class Transaction {
    private final Plan plan;
    private final Moves moves;
    private final Journal journal;
    private final Journals journals;
    private final FaultPoint faults;
    private boolean tellsOfProcesses;
    private boolean over;

    private Transaction(
            Plan plan, Moves moves, Journal journal, Journals journals, FaultPoint faults) {
        this.plan = plan;
        this.moves = moves;
        this.journal = journal;
        this.journals = journals;
        this.faults = faults;
    }

    static Transaction begin(Plan plan, Moves moves, Journals journals, FaultPoint faults)
            throws IOException {
        faults.reached("begin journal of " + plan.task());
        Journal journal = journals.begin(plan);
        Transaction transaction = new Transaction(plan, moves, journal, journals, faults);
        try {
            moves.setAside();
            moves.makeFolders();
            faults.reached("run " + plan.task());
            return transaction;
        } catch (IOException e) {
            transaction.undoFailedBegin(e);
            throw e;
        }
    }

    private void undoFailedBegin(IOException why) {
        try {
            rollBack();
        } catch (IOException left) {
            why.addSuppressed(left);
        }
    }

    /// What the trace has to carry so that recovery knows that this was committed.
    public String id() {
        return plan.id();
    }

    /// A process that may outlive this one is about to be started. A journal that tells of none
    /// says so already.
    public void starting() throws IOException {
        if (tellsOfProcesses) {
            journal.starting();
        }
    }

    /// A process that may outlive this one was started.
    ///
    /// @param identity what it is told from others by; given back by [Recovery]
    public void started(String identity) throws IOException {
        tellsOfProcesses = true;
        journal.started(identity);
    }

    /// Takes what a failed attempt made to [#failed], and makes room for another.
    public void again() throws IOException {
        moves.clearFailed();
        moves.takePartial();
        moves.makeFolders();
    }

    /// The new outputs stand: the trace was appended. Drops the old ones, as far as that works.
    public void commit() throws IOException {
        end();
        moves.dropAsides();
        faults.reached("end journal of " + plan.task());
        journals.end(journal);
    }

    /// Brings back what was there before; what was made goes to [#failed].
    public void rollBack() throws IOException {
        end();
        moves.clearFailed();
        moves.bringBack();
        faults.reached("end journal of " + plan.task());
        journals.end(journal);
    }

    /// Whether its end was begun: what is not done then is up to recovery.
    public boolean isOver() {
        return over;
    }

    /// What could not be removed.
    public List<Stuck> stuck() {
        return moves.stuck();
    }

    /// The folder for outputs of an action that failed.
    public Path failed() {
        return moves.failed();
    }

    private void end() {
        if (over) {
            throw new IllegalStateException("the transaction of '" + plan.task() + "' is over");
        }
        over = true;
    }
}
