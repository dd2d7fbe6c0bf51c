package dev.weir.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much memory tasks may declare together.
public final class Memory {
    private Memory() {}

    /// The machine's memory in bytes; where the system does not tell, as much as anyone declares.
    static long ofMachine() {
        try {
            for (String line :
                    Files.readAllLines(Path.of("/proc/meminfo"), StandardCharsets.US_ASCII)) {
                if (line.startsWith("MemTotal:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException noLinux) {
            return Long.MAX_VALUE;
        }
        return Long.MAX_VALUE;
    }
}
