package dev.weir.exec.tool;

import dev.weir.exec.command.SearchPath;
import dev.weir.exec.tool.ToolMemory.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells the tools whose answer depends on nothing but their own file: a native program asked with
/// `--version` or `-V` alone. A script answers by its environment (pyenv's shims do), and so does a
/// program that goes by several names (rustup as `cargo`).
final class NativeTool {
    private static final Pattern ASKED = Pattern.compile("([A-Za-z0-9_.+/-]+) +(--version|-V)");

    /// The first bytes of programs: ELF, and Mach-O of 64 bits in both orders.
    private static final Set<Integer> MAGIC = Set.of(0x7F454C46, 0xCFFAEDFE, 0xFEEDFACF);

    private NativeTool() {}

    /// The tool behind a command; empty when its answer must not be remembered.
    static Optional<Tool> of(String command, SearchPath path) {
        Matcher asked = ASKED.matcher(command.strip());
        if (!asked.matches()) {
            return Optional.empty();
        }
        String name = asked.group(1);
        return path.find(name).flatMap(file -> tool(name, file, asked.group(2)));
    }

    private static Optional<Tool> tool(String name, Path file, String argument) {
        try {
            Path real = file.toRealPath();
            String called = Path.of(name).getFileName().toString();
            Map<String, Object> is =
                    Files.readAttributes(real, "unix:size,lastModifiedTime,ino,nlink");
            boolean oneName =
                    real.getFileName().toString().contains(called) && number(is, "nlink") == 1;
            return oneName && isNative(real)
                    ? Optional.of(
                            new Tool(
                                    real.toString(),
                                    argument,
                                    number(is, "size"),
                                    modified(is),
                                    number(is, "ino")))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean isNative(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = in.readNBytes(4);
            return first.length == 4 && MAGIC.contains(bigEndian(first));
        }
    }

    private static int bigEndian(byte[] four) {
        return (four[0] & 0xFF) << 24
                | (four[1] & 0xFF) << 16
                | (four[2] & 0xFF) << 8
                | four[3] & 0xFF;
    }

    private static long number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static long modified(Map<String, Object> attributes) {
        return attributes.get("lastModifiedTime") instanceof FileTime time
                ? time.to(TimeUnit.NANOSECONDS)
                : 0;
    }
}
