package dev.weir.build.run;

import dev.weir.exec.ProcessIdentity;
import dev.weir.exec.ProcessWatch;
import dev.weir.workspace.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes the processes of a task down in the journal of its transaction: should this weir be
/// killed, the next one ends them.
public final class JournalledProcesses implements ProcessWatch {
    private final Transaction journal;

    public JournalledProcesses(Transaction journal) {
        this.journal = journal;
    }

    @Override
    public void starting() {
        try {
            journal.starting();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void started(ProcessIdentity leader) {
        try {
            journal.started(Identities.text(leader));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
