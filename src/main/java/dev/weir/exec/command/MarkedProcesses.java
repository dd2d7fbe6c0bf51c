package dev.weir.exec.command;

import dev.weir.exec.CommandEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Ends commands that a dead weir started and could not write down any more. Each command has the
/// folder of its checkpoints in its environment ([CommandEnvironment#RESUME]), which no other task
/// of any workspace has, and what it starts inherits that.
///
/// Sees nothing where there is no `/proc`, and neither what gave itself another environment nor
/// what belongs to another user.
public final class MarkedProcesses {
    private static final String MARK = CommandEnvironment.RESUME + "=";
    private static final int LOOK_EVERY = 10;

    /// How long a killed process may take to go; only one stuck in the kernel takes longer.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// How long one may take from the fork to its own variables; other programs fork too.
    private static final long START = Duration.ofSeconds(1).toNanos();

    private MarkedProcesses() {}

    /// Ends all whose checkpoints are below one of the folders: TERM, the grace, KILL. Returns when
    /// they are gone, or stuck.
    public static void end(List<Path> folders, Duration grace) throws InterruptedException {
        List<Path> real = new ArrayList<>();
        folders.forEach(folder -> real.add(real(folder)));
        awaitStarted();
        signal(real, Libc.SIGTERM, grace);
        signal(real, Libc.SIGKILL, PATIENCE);
    }

    /// A command that is being started has the variables of the dead weir, or none, and would be
    /// passed over.
    private static void awaitStarted() throws InterruptedException {
        long end = System.nanoTime() + START;
        while (System.nanoTime() - end < 0
                && ProcessTable.all().stream().anyMatch(ProcessTable.Row::isStarting)) {
            Thread.sleep(LOOK_EVERY);
        }
    }

    /// Sends it to each that appears, until none is left.
    private static void signal(List<Path> folders, int signal, Duration time)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<Long> reached = new ArrayList<>();
        List<Long> left = below(folders);
        while (!left.isEmpty() && System.nanoTime() - end < 0) {
            for (long pid : left) {
                if (!reached.contains(pid)) {
                    reached.add(pid);
                    Libc.kill(pid, signal);
                    Libc.kill(pid, Libc.SIGCONT);
                }
            }
            Thread.sleep(LOOK_EVERY);
            left = below(folders);
        }
    }

    private static List<Long> below(List<Path> folders) {
        List<Long> found = new ArrayList<>();
        for (ProcessTable.Row row : ProcessTable.all()) {
            if (row.lives()
                    && row.pid() != ProcessHandle.current().pid()
                    && isBelow(row.pid(), folders)) {
                found.add(row.pid());
            }
        }
        return found;
    }

    private static boolean isBelow(long pid, List<Path> folders) {
        String variables;
        try {
            variables =
                    Files.readString(
                            Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrAnothers) {
            return false;
        }
        for (String variable : variables.split("\0")) {
            if (variable.startsWith(MARK)) {
                return isBelow(variable.substring(MARK.length()), folders);
            }
        }
        return false;
    }

    private static boolean isBelow(String latin, List<Path> folders) {
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        try {
            Path place = real(Path.of(new String(bytes, StandardCharsets.UTF_8)));
            return folders.stream().anyMatch(place::startsWith);
        } catch (InvalidPathException other) {
            return false;
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException gone) {
            return folder.toAbsolutePath().normalize();
        }
    }
}
