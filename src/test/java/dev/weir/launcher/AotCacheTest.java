package dev.weir.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which cache of the JVM a start uses. What a real JVM makes of it is the concern of
/// [RealAotCacheTest].
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class AotCacheTest {
    private static final long LONG_ENOUGH = 30_000;

    private Checkout checkout;

    @BeforeEach
    void a_checkout_that_can_train(@TempDir Path machine) throws Exception {
        checkout = Checkout.trainable(machine.toRealPath(), "my weir");
    }

    private Path made() throws Exception {
        return checkout.run().succeeded().aotCache().orElseThrow();
    }

    @Test
    void a_build_is_followed_by_a_cache_that_each_start_uses() throws Exception {
        var cache = made();
        assertTrue(cache.startsWith(checkout.aot().getParent()), cache.toString());
        assertTrue(Files.exists(cache));
        assertFalse(Files.exists(cache.resolveSibling("workspace")));
        assertEquals(cache, checkout.run().succeeded().silently().aotCache().orElseThrow());
    }

    @Test
    void it_is_made_in_the_background_and_the_first_start_goes_without() throws Exception {
        checkout.without("WEIR_AOT");
        assertEquals(Optional.empty(), checkout.run().succeeded().aotCache());
        var end = System.currentTimeMillis() + LONG_ENOUGH;
        var cache = checkout.run().succeeded().silently().aotCache();
        while (cache.isEmpty() && System.currentTimeMillis() < end) {
            Thread.sleep(20);
            cache = checkout.run().succeeded().silently().aotCache();
        }
        assertTrue(cache.isPresent());
        while (isTraining() && System.currentTimeMillis() < end) {
            Thread.sleep(20);
        }
        assertFalse(isTraining());
        assertTrue(Files.exists(made()));
    }

    /// Two starts that follow closely may each have begun to make a cache.
    private boolean isTraining() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().arguments().stream())
                .flatMap(Arrays::stream)
                .anyMatch(word -> word.startsWith(checkout.root.toString()));
    }

    @Test
    void a_new_build_does_not_use_the_cache_of_the_last_one() throws Exception {
        var before = made();
        checkout.age(checkout.root.resolve("pom.xml"), Instant.now());
        assertNotEquals(before, made());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, -3_600_000_000_000L})
    void a_replaced_jar_is_never_served_from_the_cache(long moved) throws Exception {
        for (var jar : checkout.run().succeeded().classPath().split(":")) {
            var before = made();
            var time = Files.getLastModifiedTime(Path.of(jar)).toInstant().plusNanos(moved);
            Files.writeString(Path.of(jar), "replaced");
            checkout.age(Path.of(jar), time);
            assertNotEquals(before, made());
        }
    }

    @Test
    void another_jdk_does_not_get_the_cache_of_the_last_one() throws Exception {
        var before = made();
        var other = checkout.jdk(checkout.system.resolve("other jdk"), "26");
        checkout.with("JAVA_HOME", other.toString());
        var after = made();
        assertNotEquals(before, after);
        assertEquals(after, made());
    }

    @Test
    void a_jdk_replaced_in_its_place_does_not_get_the_cache_of_the_last_one() throws Exception {
        var before = made();
        checkout.age(checkout.system.resolve("usr/lib/jvm/jdk-25/release"), Instant.EPOCH);
        var after = made();
        assertNotEquals(before, after);
        assertFalse(Files.exists(before), "the cache that nobody uses any more");
        assertEquals(after, made());
    }

    @Test
    void a_cache_that_is_gone_is_made_again() throws Exception {
        Files.delete(made());
        assertTrue(Files.exists(made()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WEIR_JAVA_OPTS",
                "JDK_JAVA_OPTIONS",
                "JAVA_TOOL_OPTIONS",
                "_JAVA_OPTIONS",
            })
    void options_of_the_user_do_without(String variable) throws Exception {
        made();
        checkout.with(variable, "-XX:+UseZGC");
        assertEquals(Optional.empty(), checkout.run().succeeded().silently().aotCache());
    }

    @Test
    void it_can_be_switched_off() throws Exception {
        made();
        checkout.with("WEIR_AOT", "off");
        assertEquals(Optional.empty(), checkout.run().succeeded().silently().aotCache());
    }

    /// Which of the caches a line of words gets, in a folder whose plan and whose answer to an
    /// earlier call are as old as it says.
    private String cacheFor(
            String line,
            Optional<Duration> planAfterPipelinefile,
            Optional<Duration> answerAfterPipelinefile)
            throws Exception {
        var written = Instant.parse("2026-01-01T00:00:00Z");
        var pipelinefile = checkout.home.resolve("Pipelinefile.yaml");
        Files.writeString(pipelinefile, "version: 1\n");
        checkout.age(pipelinefile, written);
        state("plan-3", planAfterPipelinefile.map(written::plus));
        state("answer-7", answerAfterPipelinefile.map(written::plus));
        var words = Stream.of(line.split(" ", -1)).filter(word -> !word.isEmpty());
        return checkout.runAs(
                        checkout.root.resolve("weir"), checkout.home, words.toArray(String[]::new))
                .succeeded()
                .silently()
                .aotCache()
                .orElseThrow()
                .getFileName()
                .toString();
    }

    private void state(String name, Optional<Instant> time) throws Exception {
        var file = checkout.home.resolve("cache/state/" + name);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        if (time.isPresent()) {
            Files.writeString(file, "");
            checkout.age(file, time.get());
        }
    }

    private static final Optional<Duration> LATER = Optional.of(Duration.ofSeconds(1));
    private static final Optional<Duration> EARLIER = Optional.of(Duration.ofSeconds(-1));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "status -v",
                "explain a",
                "graph",
                "--help",
                "a --help",
                "-n",
                "status --json"
            })
    void a_question_asks_the_memory_first(String line) throws Exception {
        made();
        assertEquals("memory", cacheFor(line, EARLIER, LATER));
        for (var answer : List.of(EARLIER, Optional.<Duration>empty())) {
            assertEquals("quick", cacheFor(line, LATER, answer));
            assertEquals("full", cacheFor(line, EARLIER, answer));
            assertEquals("full", cacheFor(line, Optional.empty(), answer));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "model list"})
    void what_is_never_remembered_is_not_looked_for(String line) throws Exception {
        made();
        assertEquals("quick", cacheFor(line, LATER, LATER));
        assertEquals("full", cacheFor(line, EARLIER, LATER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b=c *", "-j 4 -k deploy", "-j2", "--jobs=2 a", "run list"})
    void a_build_asks_the_memory_first(String line) throws Exception {
        made();
        assertEquals("memory", cacheFor(line, EARLIER, LATER));
        assertEquals("full", cacheFor(line, LATER, EARLIER));
        assertEquals("full", cacheFor(line, LATER, Optional.empty()));
    }

    @Test
    void what_the_memory_does_not_know_is_done_by_a_whole_weir() throws Exception {
        made();
        checkout.with("FAKE_MEMORY", "empty");
        assertEquals("full", cacheFor("a b", LATER, LATER));
        assertEquals("quick", cacheFor("list", LATER, LATER));
        assertEquals("full", cacheFor("list", EARLIER, LATER));
        var started = checkout.runAs(checkout.root.resolve("weir"), checkout.home, "a *", "b");
        assertEquals(List.of("a *", "b"), started.succeeded().silently().arguments());
    }

    @Test
    void how_a_call_ends_that_the_memory_answers_is_how_the_launcher_ends() throws Exception {
        made();
        cacheFor("", LATER, LATER);
        for (int code : List.of(0, 1, 130, 143)) {
            checkout.with("FAKE_EXIT", Integer.toString(code));
            assertEquals(code, checkout.runAs(checkout.root.resolve("weir"), checkout.home).exit());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-P a=b", "deploy --year 2024", "-f other.yaml", "-C folder", "a --json"})
    void other_params_and_another_pipeline_use_the_full_cache(String line) throws Exception {
        made();
        assertEquals("full", cacheFor(line, LATER, LATER));
    }

    @Test
    void the_version_needs_no_pipeline() throws Exception {
        made();
        assertEquals("memory", cacheFor("--version", Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "quick", "full"})
    void if_one_of_the_caches_is_gone_all_are_made_again(String gone) throws Exception {
        Files.delete(made().resolveSibling(gone));
        assertTrue(Files.exists(made().resolveSibling(gone)));
    }

    @Test
    void a_jdk_that_cannot_make_one_is_asked_once() throws Exception {
        var java = checkout.system.resolve("usr/lib/jvm/jdk-25/bin/java");
        var asked = checkout.root.resolve("asked");
        var refusing =
                "#!/bin/sh\ncase \"$*\" in *Rehearsal*) echo x >>'%s'; echo no; exit 1 ;; esac\n"
                        .formatted(asked);
        Checkout.executable(java, Files.readString(java).replace("#!/bin/sh\n", refusing));
        assertEquals(Optional.empty(), checkout.run().succeeded().aotCache());
        assertEquals(Optional.empty(), checkout.run().succeeded().silently().aotCache());
        assertEquals(1, Files.readAllLines(asked).size());
        try (var left = Files.list(checkout.aot().getParent())) {
            assertFalse(left.anyMatch(file -> file.getFileName().toString().startsWith("aot-")));
        }
    }

    @Test
    void while_it_is_being_made_no_start_begins_again() throws Exception {
        made();
        var mine = ProcessHandle.current().pid();
        Files.writeString(checkout.aot(), "w_aot=\nw_aot_jdk=\nw_trainer=" + mine + "\n");
        assertEquals(Optional.empty(), checkout.run().succeeded().silently().aotCache());
    }

    @Test
    void when_the_maker_died_the_next_start_begins_again() throws Exception {
        made();
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(checkout.aot(), "w_aot=\nw_aot_jdk=\nw_trainer=" + dead.pid() + "\n");
        assertTrue(Files.exists(made()));
    }

    @Test
    void two_makers_at_once_do_no_harm() throws Exception {
        checkout.with("WEIR_AOT", "off");
        var classPath = checkout.run().succeeded().classPath();
        var train =
                List.of(
                        "/bin/sh",
                        checkout.root.resolve("src/main/launcher/train").toString(),
                        checkout.system.resolve("usr/lib/jvm/jdk-25").toString(),
                        checkout.aot().getParent().toString(),
                        classPath);
        var one = checkout.start(train, checkout.root);
        var other = checkout.start(train, checkout.root);
        checkout.finish(one);
        checkout.finish(other);
        checkout.with("WEIR_AOT", "wait");
        assertTrue(Files.exists(made()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "bash", "busybox sh", "mksh", "ksh93", "yash"})
    void each_shell_of_this_machine_finds_it(String shell) throws Exception {
        var words = shell.split(" ");
        var found =
                List.of("/bin", "/usr/bin").stream()
                        .map(folder -> Path.of(folder, words[0]))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(found.isPresent(), words[0] + " is not installed");
        var launcher = checkout.root.resolve("weir");
        var text = Files.readString(launcher);
        words[0] = found.get().toString();
        Files.writeString(launcher, text.replaceFirst("#!/bin/sh", "#!" + String.join(" ", words)));
        checkout.age(launcher, Checkout.written(0));
        var cache = made();
        assertEquals(cache, checkout.run("a b", "*").succeeded().silently().aotCache().get());
        assertEquals(List.of("a b", "*"), checkout.run("a b", "*").arguments());
        checkout.age(checkout.system.resolve("usr/lib/jvm/jdk-25/release"), Instant.EPOCH);
        assertNotEquals(cache, made());
    }
}
