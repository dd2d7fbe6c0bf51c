package dev.weir.exec.command;

import dev.weir.exec.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The running processes, as `/proc` shows them; empty on a system without it.
final class ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int FLAGS = 6;
    private static final int STARTED = 19;

    /// `PF_FORKNOEXEC` of the kernel's `sched.h`.
    private static final long FORKED = 0x40;

    private ProcessTable() {}

    /// One process.
    ///
    /// @param forked whether it runs the program of the one that forked it
    /// @param started in clock ticks since boot
    record Row(long pid, char state, long group, long session, boolean forked, long started) {
        /// Whether it still does something: a zombie only waits for its parent.
        boolean lives() {
            return state != 'Z' && state != 'X';
        }

        /// Whether a JVM has forked it, or it is getting its program. The kernel takes `forked`
        /// back before it has written the new program's words and then its variables; one that is
        /// run with none counts as starting for as long as it runs.
        boolean isStarting() {
            if (!lives()) {
                return false;
            }
            Path place = PROC.resolve(Long.toString(pid));
            try {
                Path program = Files.readSymbolicLink(place.resolve("exe")).getFileName();
                boolean ofTheJvm = program != null && program.toString().startsWith("java");
                return forked && ofTheJvm
                        || Files.readAllBytes(place.resolve("environ")).length == 0;
            } catch (IOException goneOrTheKernels) {
                return false;
            }
        }
    }

    /// Whether the system tells.
    static boolean isThere() {
        return row(ProcessHandle.current().pid()).isPresent();
    }

    /// What tells this process from all that ever get its number.
    static ProcessIdentity identity(long pid) {
        return new ProcessIdentity(pid, row(pid).map(Row::started).orElse(0L), boot());
    }

    /// The id of this boot, `""` where the system does not tell.
    static String boot() {
        return Boot.ID;
    }

    static Optional<Row> row(long pid) {
        return row(PROC.resolve(Long.toString(pid)));
    }

    /// The live processes of a session.
    static List<Row> session(long session) {
        List<Row> members = all();
        members.removeIf(row -> row.session != session || !row.lives());
        return members;
    }

    /// All processes.
    static List<Row> all() {
        List<Row> all = new ArrayList<>();
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(PROC, ProcessTable::isProcess)) {
            for (Path process : processes) {
                row(process).ifPresent(all::add);
            }
        } catch (IOException _) {
            return new ArrayList<>();
        }
        return all;
    }

    private static boolean isProcess(Path entry) {
        char first = entry.getFileName().toString().charAt(0);
        return first >= '1' && first <= '9';
    }

    /// Empty when it is gone. The name in parentheses may hold anything, `)` included.
    private static Optional<Row> row(Path process) {
        try {
            String text =
                    Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1).strip();
            if (text.isEmpty()) {
                return Optional.empty();
            }
            long pid = Long.parseLong(text.substring(0, text.indexOf(' ')));
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            return Optional.of(
                    new Row(
                            pid,
                            fields[STATE].charAt(0),
                            Long.parseLong(fields[GROUP]),
                            Long.parseLong(fields[SESSION]),
                            (Long.parseLong(fields[FLAGS]) & FORKED) != 0,
                            Long.parseLong(fields[STARTED])));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static final class Boot {
        static final String ID = read();

        private static String read() {
            try {
                return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            } catch (IOException _) {
                return "";
            }
        }
    }
}
