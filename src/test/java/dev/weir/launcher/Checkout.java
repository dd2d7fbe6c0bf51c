package dev.weir.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A copy of the launcher with a few sources, on a machine of its own: a PATH with just the tools
/// that the launcher calls, a home folder, and a system folder that stands for `/usr`, `/opt` and
/// `/Library`. It has no JDK and no Maven until they are put there.
final class Checkout {
    private static final List<String> TOOLS =
            List.of(
                    ("sh sed find sort cp mv rm mkdir date cat tr touch readlink cmp printf sleep"
                                    + " grep ps")
                            .split(" "));

    /// Long enough ago for the launcher not to wait until the clock has moved on from the newest
    /// source.
    private static final Instant WRITTEN = Instant.parse("2026-01-01T10:00:00.25Z");

    final Path root;
    final Path bin;
    final Path system;
    final Path home;
    private final Path machine;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<Long, Path> streamsOf = new ConcurrentHashMap<>();

    private Checkout(Path machine, String name) throws IOException {
        this.machine = machine;
        root = machine.resolve(name);
        bin = Files.createDirectories(machine.resolve("bin"));
        system = Files.createDirectories(machine.resolve("system"));
        home = Files.createDirectories(machine.resolve("home"));
        environment.put("PATH", bin.toString());
        environment.put("HOME", home.toString());
    }

    /// A checkout in the folder `name` of `machine`, which holds nothing else yet.
    static Checkout in(Path machine, String name) throws IOException {
        var checkout = new Checkout(machine, name);
        for (var tool : TOOLS) {
            executable(
                    checkout.bin.resolve(tool),
                    "#!/bin/sh\nexec " + onThisMachine(tool) + " \"$@\"\n");
        }
        checkout.write("pom.xml", "<project/>");
        checkout.write("src/main/java/dev/weir/cli/Main.java", "class Main {}");
        checkout.write("src/main/java/dev/weir/step/Step.java", "class Step {}");
        checkout.write("src/main/resources/schema.json", "{}");
        var script = Files.readString(Path.of("weir"));
        var moved = script.replaceAll("(?<= |-d \")/(usr|opt|Library)/", checkout.system + "/$1/");
        checkout.executable("weir", moved);
        return checkout;
    }

    /// A checkout that can start: with a JDK 25 in a usual place and Maven on the PATH.
    static Checkout complete(Path machine) throws IOException {
        return complete(machine, "weir");
    }

    static Checkout complete(Path machine, String name) throws IOException {
        var checkout = in(machine, name);
        checkout.jdk(checkout.system.resolve("usr/lib/jvm/jdk-25"), "25.0.3");
        checkout.maven("");
        return checkout;
    }

    /// A checkout whose launcher can also make the JVM's cache; a new build has it before it
    /// starts.
    static Checkout trainable(Path machine, String name) throws IOException {
        var checkout = complete(machine, name).with("WEIR_AOT", "wait");
        for (var tool : List.of("nice", "sync")) {
            executable(
                    checkout.bin.resolve(tool),
                    "#!/bin/sh\nexec " + onThisMachine(tool) + " \"$@\"\n");
        }
        var train = "src/main/launcher/train";
        checkout.write(train, Files.readString(Path.of(train)));
        return checkout;
    }

    /// What the last build left to find the JVM's cache by.
    Path aot() throws IOException {
        var builds = dist(name -> name.startsWith("build-"));
        return root.resolve("target/dist").resolve(builds.getLast()).resolve("aot");
    }

    private static Path onThisMachine(String tool) {
        return Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("/bin", tool));
    }

    Checkout with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Checkout without(String variable) {
        environment.remove(variable);
        return this;
    }

    /// Writes a file of the checkout, as if a long time ago.
    Path write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return age(file, WRITTEN);
    }

    Path age(Path file, Instant time) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(time));
    }

    /// The time of a source as it was first written, moved by so many nanoseconds.
    static Instant written(long moved) {
        return WRITTEN.plusNanos(moved);
    }

    private Path executable(String path, String script) throws IOException {
        return executable(root.resolve(path), script);
    }

    static Path executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, script);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("not executable: " + file);
        }
        return file;
    }

    /// Puts a JDK there whose `java` tells how it was started. Returns its folder.
    Path jdk(Path folder, String version) throws IOException {
        runtime(folder, version);
        executable(folder.resolve("bin/javac"), "#!/bin/sh\n");
        return folder;
    }

    /// A runtime is a JDK without its compiler.
    Path runtime(Path folder, String version) throws IOException {
        var java =
                """
                #!/bin/sh
                case $* in *FromMemory*) [ "${FAKE_MEMORY-}" != empty ] || exit 64 ;; esac
                echo "jdk=%s"
                echo "pid=$$"
                echo "pwd=$PWD"
                echo "LC_ALL=${LC_ALL-unset}"
                echo "OMP_WAIT_POLICY=${OMP_WAIT_POLICY-unset}"
                for word; do echo "arg=$word"; done
                for word; do case $word in -XX:AOTCacheOutput=*) : >"${word#*=}" ;; esac; done
                echo "said on stderr" >&2
                exit ${FAKE_EXIT:-0}
                """
                        .formatted(folder);
        executable(folder.resolve("bin/java"), java);
        var release =
                "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n";
        Files.writeString(folder.resolve("release"), release);
        return folder;
    }

    /// Puts a Maven on the PATH that packs nothing, after running `first` in the checkout.
    Path maven(String first) throws IOException {
        return maven(bin.resolve("mvn"), first);
    }

    Path maven(Path file, String first) throws IOException {
        var script =
                """
                #!/bin/sh
                echo "$JAVA_HOME: $*" >>'%s'
                for word; do case $word in -Dweir.build=*) out=${word#*=} ;; esac; done
                %s
                mkdir -p "$out/lib/third-3" "$out/classes"
                cat src/main/java/dev/weir/cli/Main.java >"$out/weir.jar"
                echo first >"$out/lib/first-1.jar"
                echo second >"$out/lib/second-2.jar"
                echo third >"$out/lib/third-3/third-3.jar"
                echo native >"$out/lib/third-3/libthird.so"
                printf 'lib/second-2.jar:lib/first-1.jar:lib/third-3/third-3.jar' >"$out/lib/classpath"
                """
                        .formatted(machine.resolve("maven.log"), first);
        return executable(file, script);
    }

    /// How often Maven was called.
    int builds() throws IOException {
        return mavenCalls().size();
    }

    List<String> mavenCalls() throws IOException {
        var log = machine.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    Started run(String... words) throws IOException, InterruptedException {
        return runAs(root.resolve("weir"), root, words);
    }

    Started runAs(Path command, Path folder, String... words)
            throws IOException, InterruptedException {
        var line = new ArrayList<String>(List.of(command.toString()));
        line.addAll(List.of(words));
        return finish(start(line, folder));
    }

    Process start(List<String> line, Path folder) throws IOException {
        var builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var streams = Files.createTempDirectory(machine, "streams");
        builder.redirectOutput(streams.resolve("out").toFile())
                .redirectError(streams.resolve("err").toFile());
        var process = builder.start();
        process.getOutputStream().close();
        streamsOf.put(process.pid(), streams);
        return process;
    }

    Started finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the launcher does not end");
        }
        var streams = streamsOf.get(process.pid());
        return new Started(
                process.pid(),
                process.exitValue(),
                Files.readString(streams.resolve("out")),
                Files.readString(streams.resolve("err")));
    }

    /// The names in `target/dist` that satisfy `which`.
    List<String> dist(Predicate<String> which) throws IOException {
        var dist = root.resolve("target/dist");
        if (!Files.exists(dist)) {
            return List.of();
        }
        try (var files = Files.list(dist)) {
            return files.map(file -> file.getFileName().toString()).filter(which).sorted().toList();
        }
    }
}
