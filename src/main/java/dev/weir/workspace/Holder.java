package dev.weir.workspace;

import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import java.time.Instant;
import java.util.Optional;

/// Who has claimed something.
///
/// @param command as it was typed, in one line that is not too long
public record Holder(long pid, Instant since, String command) {
    private static final int LONGEST = 200;

    public Holder {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < command.length() && i < LONGEST; i++) {
            char c = command.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        command = command.length() > LONGEST ? line.append('…').toString() : line.toString();
    }

    /// This process.
    public static Holder self(Instant since, String command) {
        return new Holder(ProcessHandle.current().pid(), since, command);
    }

    /// Whether this process was started by it, in the command of a task: it waits for us, then.
    public boolean isAncestor() {
        Optional<ProcessHandle> above = ProcessHandle.current().parent();
        while (above.isPresent()) {
            if (above.get().pid() == pid) {
                return true;
            }
            above = above.get().parent();
        }
        return false;
    }

    void write(RecordWriter to) {
        to.number(pid).number(since.toEpochMilli()).text(command);
    }

    static Holder read(RecordReader from) {
        return new Holder(from.number(), Instant.ofEpochMilli(from.number()), from.text());
    }
}
