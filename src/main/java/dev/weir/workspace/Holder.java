package dev.weir.workspace;

import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Who has claimed something.
///
/// @param space in which the number is that of a process: containers count for themselves; `""`
///   where the system does not tell
/// @param command as it was typed, in one line that is not too long
public record Holder(long pid, String space, Instant since, String command) {
    private static final int LONGEST = 200;
    private static final Path SPACE = Path.of("/proc/self/ns/pid");

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
        return new Holder(ProcessHandle.current().pid(), ownSpace(), since, command);
    }

    private static String ownSpace() {
        try {
            return Files.readSymbolicLink(SPACE).toString();
        } catch (IOException | UnsupportedOperationException untold) {
            return "";
        }
    }

    /// Whether this process was started by it, in the command of a task: it waits for us, then.
    public boolean isAncestor() {
        if (!space.equals(ownSpace())) {
            return false;
        }
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
        to.number(pid).text(space).number(since.toEpochMilli()).text(command);
    }

    static Holder read(RecordReader from) {
        return new Holder(
                from.number(), from.text(), Instant.ofEpochMilli(from.number()), from.text());
    }
}
