package dev.weir.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BuildingTest {
    private static final String STEP = "src/main/java/dev/weir/step/Step.java";

    private Checkout checkout;

    @BeforeEach
    void a_checkout_that_can_start(@TempDir Path machine) throws Exception {
        checkout = Checkout.complete(machine.toRealPath());
    }

    @Test
    void the_first_start_builds_and_says_what_comes_down() throws Exception {
        var first = checkout.run().succeeded();
        first.says(
                "weir: first start: building by Maven",
                "libraries",
                "come down now",
                "MB",
                "weir: built in");
        assertEquals(1, checkout.builds());
        assertTrue(checkout.mavenCalls().getFirst().endsWith(" package"));
    }

    @Test
    void two_first_starts_at_once_both_work() throws Exception {
        // Each Maven goes on only when both have begun.
        checkout.maven(
                """
                : >started.$$
                while set -- started.*; [ $# -lt 2 ]; do sleep 0.02; done
                """);
        var command = List.of(checkout.root.resolve("weir").toString());
        var one = checkout.start(command, checkout.root);
        var other = checkout.start(command, checkout.root);
        var first = checkout.finish(one).succeeded();
        var second = checkout.finish(other).succeeded();
        assertEquals(2, checkout.builds());
        assertNotEquals(first.classPath(), second.classPath());
        for (var started : List.of(first, second)) {
            for (var jar : started.classPath().split(":")) {
                assertTrue(Files.exists(Path.of(jar)), jar);
            }
        }
        assertEquals(
                List.of(), checkout.dist(name -> name.startsWith("new-") || name.contains(".")));
        checkout.run().succeeded().silently();
    }

    @Test
    void a_failing_maven_shows_its_output_and_leaves_nothing_half() throws Exception {
        checkout.maven(
                "echo '[ERROR] Step.java:[1,2] illegal start'; echo 'on stderr' >&2; exit 1");
        checkout.run()
                .refused(1)
                .says(
                        "the build failed; Maven said:",
                        "[ERROR] Step.java:[1,2] illegal start",
                        "on stderr");
        assertEquals(List.of(), checkout.dist(name -> true));
        checkout.maven("");
        checkout.run().succeeded();
    }

    @Test
    void a_failing_maven_shows_its_output_also_when_stdout_is_closed() throws Exception {
        checkout.maven("echo '[ERROR] illegal start'; exit 1");
        var closed =
                List.of(
                        "/bin/sh",
                        "-c",
                        "exec \"$0\" >&-",
                        checkout.root.resolve("weir").toString());
        var started = checkout.finish(checkout.start(closed, checkout.root));
        started.refused(1).says("[ERROR] illegal start");
        assertEquals(List.of(), checkout.dist(name -> true));
    }

    @Test
    void a_failing_build_of_changed_sources_keeps_the_last_one_but_does_not_run_it()
            throws Exception {
        checkout.run().succeeded();
        var before = checkout.dist(name -> true);
        checkout.age(checkout.root.resolve(STEP), Instant.now());
        checkout.maven("exit 1");
        checkout.run().refused(1);
        assertEquals(before, checkout.dist(name -> true));
        checkout.age(checkout.root.resolve(STEP), Checkout.written(0));
        checkout.run().succeeded().silently();
    }

    @Test
    void a_maven_that_reaches_no_repository_gets_a_hint() throws Exception {
        checkout.maven(
                "echo 'Could not transfer artifact org.duckdb:duckdb_jdbc from/to central'; exit 1");
        checkout.run().refused(1).says("help: Maven does not reach its repository", "settings.xml");
    }

    @Test
    void a_maven_that_insists_on_another_jdk_gets_a_hint() throws Exception {
        checkout.maven(
                "echo 'Fatal error compiling: error: release version 25 not supported'; exit 1");
        checkout.run().refused(1).says("help: Maven runs on an older JDK", ".mavenrc");
    }

    @Test
    void an_interrupted_build_ends_maven_and_leaves_nothing() throws Exception {
        checkout.maven("echo $$ >pid.part; mv pid.part pid; exec sleep 60");
        var command = List.of(checkout.root.resolve("weir").toString());
        var process = checkout.start(command, checkout.root);
        var pid = checkout.root.resolve("pid");
        while (!Files.exists(pid)) {
            assertTrue(process.isAlive());
            Thread.sleep(5);
        }
        var maven = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        process.destroy();
        checkout.finish(process).refused(143).says("interrupted while it was built");
        maven.onExit().get(10, TimeUnit.SECONDS);
        assertEquals(List.of(), checkout.dist(name -> true));
    }

    @Test
    void old_builds_go_but_not_the_last_one_and_none_that_runs() throws Exception {
        checkout.run().succeeded();
        var last = checkout.dist(name -> name.startsWith("build-")).getFirst();
        var dist = checkout.root.resolve("target/dist");
        var old = Instant.now().minus(3, ChronoUnit.DAYS);
        for (var name : List.of("build-unused", "build-running", "new-killed", "build-young")) {
            Files.createDirectories(dist.resolve(name).resolve("out"));
        }
        for (var name : List.of(last, "build-unused", "build-running", "new-killed")) {
            checkout.age(dist.resolve(name), old);
        }
        var sleep = Files.copy(Path.of("/bin/sleep"), dist.resolve("build-running/sleep"));
        checkout.age(dist.resolve("build-running"), old);
        var running = checkout.start(List.of(sleep.toString(), "60"), checkout.root);
        try {
            checkout.age(checkout.root.resolve(STEP), Instant.now());
            checkout.run().succeeded();
        } finally {
            running.destroy();
        }
        assertFalse(Files.exists(dist.resolve("build-unused")));
        assertFalse(Files.exists(dist.resolve("new-killed")));
        for (var name : List.of(last, "build-running", "build-young")) {
            assertTrue(Files.exists(dist.resolve(name)), name);
        }
    }

    @Test
    void a_folder_with_a_colon_is_refused_for_no_class_path_can_name_it(@TempDir Path other)
            throws Exception {
        Checkout.complete(other.toRealPath(), "a:b").run().refused(2).says("cannot hold", "a:b");
    }
}
