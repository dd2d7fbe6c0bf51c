package dev.weir.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.cli.Main;
import dev.weir.disk.FileTree;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// A shell in a folder of its own, with namespaces of its own in which file systems can be mounted,
/// or as a user who is not root. In it `weir` is a process of this build's classes.
final class Elsewhere implements AutoCloseable {
    private static final String NOBODY = "65534";
    private static final long LARGE = 5_000_000;

    private final Path folder;
    private final Path out;
    private final Path err;
    private final Process shell;
    private final PrintStream in;
    private final BufferedReader codes;

    private Elsewhere(List<String> program, String heap) throws IOException {
        this.folder = Files.createTempDirectory("weir-machine-").toRealPath();
        this.out = folder.resolve("out");
        this.err = folder.resolve("err");
        open(folder);
        open(Files.createDirectory(folder.resolve("ws")));
        this.shell =
                new ProcessBuilder(program)
                        .directory(folder.resolve("ws").toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        this.in = new PrintStream(shell.getOutputStream(), true, UTF_8);
        this.codes = shell.inputReader(UTF_8);
        in.println(weir(heap, System.getProperty("java.class.path")));
    }

    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /// Where file systems can be mounted that nobody else sees.
    static Elsewhere mounting() throws IOException, InterruptedException {
        List<String> program = List.of("unshare", "-Urm");
        assumeTrue(succeeds(program, "true"), "no user namespaces here (unshare -Urm)");
        return new Elsewhere(with(program, "sh"), "200m");
    }

    /// As a user to whom permissions mean something.
    static Elsewhere unprivileged() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return plain("200m");
        }
        List<String> program =
                List.of(
                        "setpriv",
                        "--reuid=" + NOBODY,
                        "--regid=" + NOBODY,
                        "--clear-groups",
                        "env",
                        "HOME=/nonexistent");
        Path classes =
                Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        assumeTrue(
                succeeds(program, "test -x '" + java() + "' && test -r '" + classes + "'"),
                "root may do all, and another user cannot read weir's classes here");
        Elsewhere elsewhere = new Elsewhere(with(program, "sh"), "200m");
        elsewhere.copyLibraries();
        return elsewhere;
    }

    /// Libraries lie where only root may read. The large ones are of steps.
    private void copyLibraries() throws IOException {
        StringBuilder classPath = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path file = Path.of(entry);
            if (Files.isRegularFile(file) && Files.size(file) < LARGE) {
                Path copy = folder.resolve(file.getFileName());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                classPath.append(copy).append(File.pathSeparator);
            } else if (Files.isDirectory(file)) {
                classPath.append(file).append(File.pathSeparator);
            }
        }
        in.println(weir("200m", classPath.toString()));
    }

    /// Where nothing is arranged but the memory that weir gets.
    static Elsewhere plain(String heap) throws IOException {
        return new Elsewhere(List.of("sh"), heap);
    }

    private static boolean succeeds(List<String> program, String script)
            throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(with(program, "sh", "-c", script))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static List<String> with(List<String> program, String... more) {
        List<String> all = new ArrayList<>(program);
        all.addAll(List.of(more));
        return all;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String weir(String heap, String classPath) {
        return "weir() { timeout -k 2 1800 '"
                + java()
                + "' -XX:+UseSerialGC -Xss4m -XX:TieredStopAtLevel=1 -Xmx"
                + heap
                + " --enable-native-access=ALL-UNNAMED -cp '"
                + classPath
                + "' dev.weir.cli.Main \"$@\"; }";
    }

    /// Goes to a folder of the workspace, for good.
    void enter(String path) {
        in.println("cd '" + path + "'");
    }

    /// What a script came to.
    record Said(String script, int code, String out, String err) {
        Said exits(int expected) {
            assertEquals(expected, code, toString());
            return this;
        }

        /// It was told, on whichever stream.
        Said tells(String... parts) {
            for (String part : parts) {
                assertTrue((out + err).contains(part), () -> "should be told: " + part + this);
            }
            return this;
        }

        Said keepsQuietOnErrors() {
            assertEquals("", err, toString());
            return this;
        }

        @Override
        public String toString() {
            return "\n$ " + script + "\n" + out + "--- err\n" + err + "--- code " + code;
        }
    }

    /// Runs a script in the workspace.
    Said sh(String script) throws IOException {
        in.println("( " + script + "\n) </dev/null >'" + out + "' 2>'" + err + "'; echo $?");
        String code = codes.readLine();
        if (code == null) {
            throw new AssertionError("the shell is gone after: " + script);
        }
        return new Said(
                script, Integer.parseInt(code), Files.readString(out), Files.readString(err));
    }

    /// The same of one that has to succeed.
    String ok(String script) throws IOException {
        return sh(script).exits(0).out();
    }

    Said weir(String... arguments) throws IOException {
        return sh("weir " + String.join(" ", arguments));
    }

    /// weir's own files beside outputs, and what tells of a build under way.
    String leftovers() throws IOException {
        return ok(
                "find . -name '.weir~*' -o -name '*.new~*'; for i in journal weirs; do"
                        + " find cache/state/$i -type f 2>/dev/null || true; done; "
                        + "find cache/tmp -type f 2>/dev/null || true");
    }

    /// A file of the workspace, where no mount hides it.
    Elsewhere file(String path, String text) throws IOException {
        Path file = folder.resolve("ws").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    Path path(String path) {
        return folder.resolve("ws").resolve(path);
    }

    @Override
    public void close() throws IOException {
        in.println("exit");
        in.close();
        var _ = shell.onExit().join();
        FileTree.remove(folder);
    }
}
