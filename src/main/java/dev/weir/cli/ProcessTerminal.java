package dev.weir.cli;

import dev.weir.cli.session.Terminal;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The terminal of this process. The launcher says which streams are one (`-Dweir.terminal=12` for
/// output and errors): a shell knows for nothing. Without it the kernel's view is asked, where
/// there is one.
final class ProcessTerminal implements Terminal {
    @Override
    public boolean isOut() {
        return isTerminal('1');
    }

    @Override
    public boolean isErr() {
        return isTerminal('2');
    }

    private static boolean isTerminal(char stream) {
        String told = System.getProperty("weir.terminal");
        if (told != null) {
            return told.indexOf(stream) >= 0;
        }
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException unknown) {
            return false;
        }
    }

    @Override
    public int columns() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(Redirect.from(Path.of("/dev/tty").toFile()))
                            .redirectError(Redirect.DISCARD)
                            .start();
            byte[] answer = stty.getInputStream().readAllBytes();
            String size = new String(answer, StandardCharsets.US_ASCII).strip();
            return Integer.parseInt(size.substring(size.indexOf(' ') + 1));
        } catch (IOException | NumberFormatException unknown) {
            return 0;
        }
    }
}
