package dev.weir.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ChangedSourcesTest {
    private static final String STEP = "src/main/java/dev/weir/step/Step.java";

    private Checkout checkout;

    @BeforeEach
    void a_checkout_that_can_start(@TempDir Path machine) throws Exception {
        checkout = Checkout.complete(machine.toRealPath());
    }

    private void unchanged() throws Exception {
        var before = checkout.builds();
        checkout.run().succeeded().silently();
        assertEquals(before, checkout.builds(), "unchanged sources were built again");
    }

    private void rebuilds(String said) throws Exception {
        var before = checkout.builds();
        checkout.run().succeeded().says("weir: " + said);
        assertEquals(before + 1, checkout.builds());
        unchanged();
    }

    @Test
    void unchanged_sources_are_not_built_again() throws Exception {
        checkout.run().succeeded();
        unchanged();
        unchanged();
    }

    @Test
    void a_changed_source_is_built_again() throws Exception {
        checkout.run().succeeded();
        checkout.age(checkout.write(STEP, "class Step { int changed; }"), Instant.now());
        rebuilds(STEP + " changed: building by Maven");
    }

    @Test
    void a_changed_pom_is_built_again_and_may_bring_libraries() throws Exception {
        checkout.run().succeeded();
        checkout.age(checkout.root.resolve("pom.xml"), Instant.now());
        checkout.run().succeeded().says("pom.xml changed", "come down now");
        unchanged();
    }

    @Test
    void a_changed_launcher_is_built_again() throws Exception {
        checkout.run().succeeded();
        checkout.age(checkout.root.resolve("weir"), Checkout.written(1_000));
        rebuilds("weir changed");
    }

    @Test
    void an_added_source_is_built() throws Exception {
        checkout.run().succeeded();
        checkout.write("src/main/java/dev/weir/step/Help.java", "class Help {}");
        rebuilds("src/main/java/dev/weir/step changed");
    }

    @Test
    void an_added_folder_is_built() throws Exception {
        checkout.run().succeeded();
        checkout.write("src/main/java/dev/weir/graph/Graph.java", "class Graph {}");
        rebuilds("src/main/java/dev/weir changed");
    }

    @Test
    void a_deleted_source_counts() throws Exception {
        checkout.run().succeeded();
        Files.delete(checkout.root.resolve(STEP));
        rebuilds("src/main/java/dev/weir/step changed");
    }

    @Test
    void a_renamed_source_counts() throws Exception {
        checkout.run().succeeded();
        var step = checkout.root.resolve(STEP);
        Files.move(step, step.resolveSibling("Other.java"));
        rebuilds("src/main/java/dev/weir/step changed");
    }

    @Test
    void a_source_written_in_the_same_second_counts() throws Exception {
        checkout.run().succeeded();
        checkout.age(checkout.root.resolve(STEP), Checkout.written(1_000));
        rebuilds(STEP);
    }

    @Test
    void a_source_that_became_older_counts_for_clocks_are_set_back() throws Exception {
        checkout.run().succeeded();
        checkout.age(checkout.root.resolve(STEP), Checkout.written(-3_600_000_000_000L));
        rebuilds(STEP);
    }

    /// The launcher compares such sources with each other, and only one of them with its copy.
    @ParameterizedTest
    @ValueSource(longs = {-3_600_000_000_000L, -1_000_000L, 1_000_000L, 3_600_000_000_000L})
    void each_of_several_sources_of_one_time_counts(long later) throws Exception {
        List<String> names = List.of("A.java", "B's.java", "C D.java", "E.java");
        for (String name : names) {
            checkout.write("src/main/java/dev/weir/many/" + name, name);
        }
        checkout.run().succeeded();
        for (String name : names) {
            Path source = checkout.root.resolve("src/main/java/dev/weir/many/" + name);
            checkout.age(source, Checkout.written(later));
            rebuilds("src/main/java/dev/weir/many/" + name + " changed");
            checkout.age(source, Checkout.written(0));
            rebuilds("src/main/java/dev/weir/many/" + name + " changed");
        }
    }

    @Test
    void sources_that_all_moved_to_one_other_time_count() throws Exception {
        checkout.run().succeeded();
        for (String name : List.of("pom.xml", "weir", STEP)) {
            checkout.age(checkout.root.resolve(name), Checkout.written(1_000_000L));
        }
        rebuilds("pom.xml changed");
    }

    @Test
    void a_source_from_the_future_is_built_once() throws Exception {
        checkout.age(checkout.root.resolve(STEP), Instant.now().plus(1, ChronoUnit.DAYS));
        checkout.run().succeeded();
        unchanged();
    }

    @Test
    void a_source_that_changes_while_maven_runs_is_built_at_the_next_start() throws Exception {
        checkout.maven("echo '// changed' >>" + STEP);
        checkout.run().succeeded();
        checkout.maven("");
        rebuilds(STEP);
    }

    @Test
    void what_an_editor_leaves_beside_a_source_does_not_count() throws Exception {
        checkout.run().succeeded();
        checkout.write("src/main/java/dev/weir/step/.Step.java.swp", "vim");
        unchanged();
        Files.delete(checkout.root.resolve("src/main/java/dev/weir/step/.Step.java.swp"));
        unchanged();
    }

    @Test
    void tests_and_docs_are_no_sources() throws Exception {
        checkout.run().succeeded();
        checkout.write("src/test/java/StepTest.java", "class StepTest {}");
        checkout.write("docs/index.md", "# weir");
        unchanged();
    }

    @Test
    void names_of_sources_may_hold_any_character() throws Exception {
        checkout.write("src/main/resources/it's $HOME & `x` \"y\" [z].txt", "");
        checkout.run().succeeded();
        unchanged();
        checkout.age(
                checkout.root.resolve("src/main/resources/it's $HOME & `x` \"y\" [z].txt"),
                Instant.now());
        rebuilds("src/main/resources/it's $HOME & `x` \"y\" [z].txt changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-1.jar", "third-3/third-3.jar", "third-3/libthird.so"})
    void a_missing_library_is_built_again(String library) throws Exception {
        checkout.run().succeeded();
        var placed = checkout.root.resolve("target/dist/lib").resolve(library);
        Files.delete(placed);
        rebuilds(placed + " is missing");
        Files.writeString(placed, "");
        rebuilds(placed + " is missing or empty");
    }

    @Test
    void a_checkout_that_was_moved_is_built_where_it_is_now() throws Exception {
        checkout.run().succeeded();
        var moved = checkout.root.resolveSibling("moved");
        Files.move(checkout.root, moved);
        var started =
                checkout.runAs(moved.resolve("weir"), moved)
                        .succeeded()
                        .says("its folder was moved");
        assertTrue(started.classPath().startsWith(moved + "/"), started.classPath());
        checkout.runAs(moved.resolve("weir"), moved).succeeded().silently();
    }
}
