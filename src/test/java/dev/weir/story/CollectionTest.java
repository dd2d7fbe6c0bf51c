package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What goes from the store by itself, after a build.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CollectionTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace zeros() {
        return workspace.pipelinefile(
                """
                params: { name: a }
                tasks:
                  zeros: { run: "{ echo ${{ params.name }}; head -c 10000 /dev/zero; } > out.bin", outputs: out.bin }
                """);
    }

    private long blobs() {
        try (Stream<Path> all = Files.walk(workspace.path("cache/objects"))) {
            return all.filter(Files::isRegularFile).count();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void a_build_that_adds_more_than_the_budget_allows_drops_what_is_least_worth_its_room() {
        zeros().variable("WEIR_CACHE_KEEP", "45kB");
        for (String name : List.of("a", "b", "c")) {
            workspace
                    .build("zeros", "-P", "name=" + name)
                    .ran("zeros")
                    .didNotSay("freed")
                    .later(Duration.ofHours(1));
        }
        workspace
                .build("zeros", "-P", "name=d")
                .ran("zeros")
                .didNotSay("freed")
                .build("zeros", "-P", "name=e")
                .ran("zeros")
                .said("cache: freed 20 KB of what was least worth its room (2 results), ");
        assertEquals(3, blobs());
        workspace
                .build("zeros", "-P", "name=d")
                .restored("zeros")
                .weir("cache", "info")
                .said("45 KB: gc would free nothing");
    }

    @Test
    void what_lay_unused_for_too_long_goes_with_a_build_of_another_day() {
        zeros().build("zeros")
                .ran("zeros")
                .build("zeros", "-P", "name=b")
                .ran("zeros")
                .later(Duration.ofDays(100))
                .build("zeros", "-P", "name=b")
                .didNothing()
                .didNotSay("freed")
                .build("zeros", "-P", "name=c")
                .ran("zeros")
                .said("cache: freed", "(1 result)")
                .build("zeros", "-P", "name=b")
                .restored("zeros");
    }

    @Test
    void nothing_goes_when_everything_is_to_be_kept() {
        zeros().variable("WEIR_CACHE_KEEP", "all")
                .build("zeros")
                .ran("zeros")
                .build("zeros", "-P", "name=b")
                .ran("zeros")
                .later(Duration.ofDays(1000))
                .build("zeros", "-P", "name=c")
                .ran("zeros")
                .didNotSay("freed");
        assertEquals(3, blobs());
    }

    @Test
    void what_the_workspace_needs_stays_though_it_is_more_than_the_budget() {
        zeros().variable("WEIR_CACHE_KEEP", "1kB")
                .build("zeros")
                .ran("zeros")
                .didNotSay("freed")
                .delete("out.bin")
                .build("zeros")
                .restored("zeros");
        assertEquals(1, blobs());
    }

    @Test
    void words_that_are_no_budget_are_told_and_cost_no_build() {
        zeros().variable("WEIR_CACHE_KEEP", "plenty")
                .build("zeros")
                .ran("zeros")
                .complained("WEIR_CACHE_KEEP is no budget ('plenty'), so nothing is collected");
    }

    @Test
    void a_damaged_count_is_counted_anew() {
        zeros().build("zeros")
                .ran("zeros")
                .said("cache: 10 KB more, 10 KB in all")
                .file("cache/size", "what")
                .build("zeros", "-P", "name=b")
                .ran("zeros")
                .said("cache: 10 KB more, 20 KB in all")
                .delete("cache/size")
                .build("zeros", "-P", "name=c")
                .ran("zeros")
                .said("cache: 10 KB more, 30 KB in all");
        assertTrue(Files.exists(workspace.path("cache/size")));
    }

    private Workspace copy(String in) {
        return workspace
                .pipelinefile(
                        "tasks: { copy: { run: cp in.txt out.txt, inputs: in.txt, outputs: out.txt } }")
                .file("in.txt", in);
    }

    private void collectOlderThanThirtyDays() {
        workspace.later(Duration.ofDays(20)).weir("cache", "gc", "--older", "30d");
    }

    @Test
    void a_result_was_of_use_as_long_as_it_stood_in_the_workspace() {
        copy("1\n").build("copy").ran("copy").later(Duration.ofDays(40));
        copy("2\n").build("copy").ran("copy");
        collectOlderThanThirtyDays();
        copy("1\n").build("copy").restored("copy").later(Duration.ofDays(40));
        copy("2\n").build("copy").restored("copy");
        collectOlderThanThirtyDays();
        copy("1\n").build("copy").restored("copy");
    }

    @Test
    void a_result_was_of_use_when_it_was_restored() {
        copy("1\n").build("copy").ran("copy").later(Duration.ofDays(40));
        copy("2\n").build("copy").ran("copy").weir("clean").said("removed out.txt");
        workspace.later(Duration.ofDays(25));
        copy("1\n").build("copy").restored("copy").weir("clean").said("removed out.txt");
        collectOlderThanThirtyDays();
        copy("2\n").build("copy").ran("copy");
        copy("1\n").build("copy").restored("copy");
    }

    @Test
    void a_result_was_of_use_when_it_was_found_in_place() {
        copy("1\n").build("copy").ran("copy").later(Duration.ofDays(40));
        copy("2\n").build("copy").ran("copy").weir("clean").said("removed out.txt");
        workspace.later(Duration.ofDays(25)).file("out.txt", "2\n");
        copy("2\n").build("copy").didNothing().weir("clean").said("removed out.txt");
        collectOlderThanThirtyDays();
        copy("1\n").build("copy").ran("copy");
        copy("2\n").build("copy").restored("copy");
    }

    @Test
    void a_result_was_of_use_until_another_was_found_in_its_place() {
        copy("1\n").build("copy").ran("copy");
        copy("2\n").build("copy").ran("copy").later(Duration.ofDays(40)).file("out.txt", "1\n");
        copy("1\n").build("copy").didNothing();
        collectOlderThanThirtyDays();
        copy("2\n").build("copy").restored("copy");
    }

    @Test
    void a_store_that_cannot_be_looked_after_costs_no_build() {
        zeros().file("cache/size/in-the-way", "")
                .build("zeros")
                .ran("zeros")
                .said("cache: 10 KB more\n")
                .complained("cannot look after the store: ");
    }
}
