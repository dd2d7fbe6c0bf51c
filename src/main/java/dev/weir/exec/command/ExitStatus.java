package dev.weir.exec.command;

import dev.weir.exec.Exit;

/// What the exit status of a process means.
final class ExitStatus {
    private static final int SIGNALLED = 128;
    private static final int SIGNAL_MASK = 0x7F;

    /// The accounts of the kernel are rough by some pages per processor.
    private static final long ROUGHNESS = 1 << 20;

    private ExitStatus() {}

    static Exit exit(Libc.Ended ended) {
        int signal = ended.status() & SIGNAL_MASK;
        int code = ended.status() >> 8 & 0xFF;
        if (signal != 0) {
            String message = "killed by signal " + signal + name(signal, " (", ")");
            return new Exit.Failed(SIGNALLED + signal, message);
        }
        if (code != 0) {
            String hint = code > SIGNALLED ? name(code - SIGNALLED, " (128 + ", ")") : "";
            return new Exit.Failed(code, "exit code " + code + hint);
        }
        return new Exit.Succeeded(peakMemory(ended));
    }

    /// The kernel counts what this JVM held when it started the process as the process's own, so
    /// only a greater figure says something.
    private static long peakMemory(Libc.Ended ended) {
        return ended.maxRss() > Libc.ownMaxRss() + ROUGHNESS ? ended.maxRss() : 0;
    }

    private static String name(int signal, String before, String after) {
        String name =
                switch (signal) {
                    case 1 -> "SIGHUP";
                    case 2 -> "SIGINT";
                    case 3 -> "SIGQUIT";
                    case 4 -> "SIGILL";
                    case 6 -> "SIGABRT";
                    case 8 -> "SIGFPE";
                    case 9 -> "SIGKILL";
                    case 11 -> "SIGSEGV";
                    case 13 -> "SIGPIPE";
                    case 14 -> "SIGALRM";
                    case 15 -> "SIGTERM";
                    default -> "";
                };
        return name.isEmpty() ? "" : before + name + after;
    }
}
