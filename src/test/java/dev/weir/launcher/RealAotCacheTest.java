package dev.weir.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import dev.weir.cli.Main;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.apache.commons.codec.binary.Hex;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/// The JVM's cache as a real JVM makes and takes it, for weir itself.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class RealAotCacheTest {
    private static final List<Class<?>> LIBRARIES =
            List.of(Gson.class, Yaml.class, Hex.class, NullMarked.class);

    @Test
    void it_is_accepted_and_what_it_does_not_fit_starts_silently_without(@TempDir Path machine)
            throws Exception {
        var checkout = Checkout.trainable(machine.toRealPath(), "weir");
        var loaded = checkout.home.resolve("loaded");
        jdk(checkout, "-Xlog:class+load=info:file=" + loaded + ":none:filecount=0");
        weir(checkout);

        var first = checkout.run("--version");
        assertEquals("weir ", first.out().substring(0, 5), first.err());
        assertTrue(first.err().contains("built in"), first.err());
        assertEquals("", checkout.run("--version").err());
        assertEquals(List.of(), notFromCache(loaded));
        isSilentlyDoneWithout(checkout, "memory", "dev.weir.cli.FromMemory", "--version");
        isSilentlyDoneWithout(checkout, "full", "dev.weir.cli.Main", "help");
    }

    @Test
    void what_it_knows_of_hot_methods_leaves_hashing_to_the_best_compiler(@TempDir Path machine)
            throws Exception {
        var checkout = Checkout.trainable(machine.toRealPath(), "weir");
        var compiled = checkout.home.resolve("compiled");
        jdk(checkout, "-Xlog:jit+compilation=debug:file=" + compiled + ":none:filecount=0");
        weir(checkout);
        checkout.run("--version");
        checkout.run("--version").succeeded();
        Files.writeString(
                checkout.root.resolve("Pipelinefile.yaml"),
                "tasks: { size: { run: echo > size.txt, inputs: large, outputs: size.txt } }\n");
        try (var large = new RandomAccessFile(checkout.root.resolve("large").toFile(), "rw")) {
            large.setLength(256 << 20);
        }
        checkout.run("size").succeeded();
        assertTrue(levels(compiled, "DigestBase::implCompressMultiBlock0 ").contains(4), "hashing");
        assertTrue(levels(compiled, "dev.weir.").contains(1), "what was rehearsed");
    }

    /// By which compilers methods were compiled: 1 is C1 for good, 4 is C2.
    private static List<Integer> levels(Path compiled, String methods) throws Exception {
        var pattern = Pattern.compile("^ *\\d+ [ %sbn!]* (?<level>\\d) +\\S*" + methods);
        try (var lines = Files.lines(compiled)) {
            return lines.map(pattern::matcher)
                    .filter(Matcher::find)
                    .map(found -> Integer.parseInt(found.group("level")))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static void isSilentlyDoneWithout(
            Checkout checkout, String part, String main, String line) throws Exception {
        var loaded = checkout.home.resolve("loaded");
        var whole = checkout.run(line).succeeded();
        assertFalse(notFromCache(loaded).contains(main), "the cache was not accepted");
        var folder = Files.readString(checkout.aot()).lines().findFirst().orElseThrow();
        damage(
                checkout,
                checkout.aot().resolveSibling(folder.substring("w_aot=".length())).resolve(part));
        assertEquals(whole.out(), checkout.run(line).out());
        assertEquals("", checkout.run(line).err());
        assertTrue(notFromCache(loaded).contains(main), "the damage was not seen");
    }

    private static void damage(Checkout checkout, Path cache) throws Exception {
        var time = Files.getLastModifiedTime(cache);
        try (var bytes = new RandomAccessFile(cache.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        }
        checkout.age(cache, time.toInstant());
    }

    /// The classes of weir that the last JVM took from a jar.
    private static List<String> notFromCache(Path loaded) throws Exception {
        try (var lines = Files.lines(loaded)) {
            return lines.filter(line -> line.contains("dev.weir."))
                    .filter(line -> !line.endsWith("source: shared objects file"))
                    .map(line -> line.split(" ")[0])
                    .toList();
        }
    }

    /// The JDK of this test. What it says of the options is taken from its error stream.
    private static void jdk(Checkout checkout, String options) throws Exception {
        var real = Path.of(System.getProperty("java.home"));
        var fake = checkout.system.resolve("usr/lib/jvm/jdk-25");
        Checkout.executable(
                fake.resolve("bin/java"),
                """
                #!/bin/sh
                case $* in
                *cli.Main* | *cli.FromMemory*) exec 3>&2 2>"$0.err"; _JAVA_OPTIONS='%s' '%s/bin/java' "$@"
                    code=$?; sed '/^Picked up _JAVA_OPTIONS/d' "$0.err" >&3; exit $code ;;
                esac
                exec '%s/bin/java' "$@"
                """
                        .formatted(options, real, real));
        Files.copy(
                real.resolve("release"),
                fake.resolve("release"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// A Maven that packs the classes of this test's weir.
    private static void weir(Checkout checkout) throws Exception {
        var names = new ArrayList<String>();
        var script = new StringBuilder();
        for (var library : LIBRARIES) {
            var jar = Path.of(location(library));
            names.add("lib/" + jar.getFileName());
            script.append("cp -p '" + jar + "' \"$out/lib/\"\n");
        }
        var jar = checkout.home.resolve("weir.jar");
        var tool = ToolProvider.findFirst("jar").orElseThrow();
        var words = List.of("-c", "-f", jar.toString(), "-C", location(Main.class), ".");
        assertEquals(0, tool.run(System.out, System.err, words.toArray(String[]::new)));
        Checkout.executable(
                checkout.bin.resolve("mvn"),
                """
                #!/bin/sh
                for word; do case $word in -Dweir.build=*) out=${word#*=} ;; esac; done
                mkdir -p "$out/lib"
                %s
                cp '%s' "$out/weir.jar"
                printf '%s' >"$out/lib/classpath"
                """
                        .formatted(script, jar, String.join(":", names)));
    }

    private static String location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }
}
