package dev.weir.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildListener;
import dev.weir.build.event.BuildReport;
import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.cache.StoreLock;
import dev.weir.disk.CacheFolder;
import dev.weir.exec.Cancellation;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.TaskName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who is cancelled while it waits for another weir gives up and leaves everything as it is.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class GivingUpTest {
    private static final TaskName SLOW = new TaskName("slow");

    @TempDir Path root;
    private final Cancellation cancellation = new Cancellation();
    private final List<String> warnings = new ArrayList<>();
    private Build build;

    @BeforeEach
    void prepare() throws Exception {
        Files.writeString(root.resolve("slow.txt"), "mine");
        build = Build.of(Bench.setup(root, pipeline())).called("weir slow");
    }

    private static Pipeline pipeline() {
        return new PipelineBuilder("slow")
                .task(
                        "slow",
                        task ->
                                task.run(
                                                "touch begun; while [ ! -e go ]; do sleep 0.02; done; echo done > slow.txt")
                                        .output("slow.txt"))
                .build();
    }

    private static BuildRequest request() {
        return BuildRequest.of(List.of(SLOW));
    }

    /// Gives up as soon as it has to wait.
    private BuildListener impatient() {
        return event -> {
            if (event instanceof BuildEvent.Warned(String message)) {
                warnings.add(message);
                cancellation.request();
            }
        };
    }

    private static BuildReport run(Build build) {
        try {
            return build.build(request(), _ -> {}, new Cancellation());
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void whatever_waits_for_a_build_at_work() throws Exception {
        CompletableFuture<BuildReport> working = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> working.complete(run(build)));
        while (!Files.exists(root.resolve("begun"))) {
            assertFalse(working.isDone());
            Thread.sleep(5);
        }
        BuildReport second = build.build(request(), impatient(), cancellation);
        assertTrue(second.cancelled());
        assertEquals(Optional.empty(), second.run());
        assertTrue(second.outcomes().isEmpty());
        assertTrue(
                warnings.getFirst()
                        .contains("waiting for another weir in this workspace (process "),
                warnings::toString);
        assertTrue(warnings.getFirst().contains(", 'weir slow', since "), warnings::toString);
        assertTrue(
                warnings.getFirst().endsWith("), which has task 'slow'; Ctrl-C gives up waiting"),
                warnings::toString);
        assertEquals(
                new Cleaned(List.of(), List.of(), List.of(), 0),
                build.clean(List.of(SLOW), true, impatient(), cancellation));
        assertTrue(build.adopt(List.of(SLOW), impatient(), cancellation).outputs().isEmpty());
        assertEquals(
                Undone.nothing(new LinkedHashMap<>()),
                build.undo(Optional.empty(), impatient(), cancellation));
        build.verify(
                List.of(SLOW),
                1,
                (_, _, _) -> Optional.empty(),
                (task, _) -> warnings.add("verified " + task),
                impatient(),
                cancellation);
        assertFalse(warnings.contains("verified slow"));
        Files.writeString(root.resolve("go"), "");
        assertTrue(working.join().isGood());
        assertEquals("done\n", Files.readString(root.resolve("slow.txt")));
        assertEquals(
                "[slow.txt]",
                build.undo(Optional.empty(), _ -> {}, new Cancellation()).back().toString());
        assertEquals("mine", Files.readString(root.resolve("slow.txt")));
    }

    @Test
    void who_waits_for_the_store_lets_go_of_the_workspace() throws Exception {
        Files.writeString(root.resolve("go"), "");
        CacheFolder store = new CacheFolder(root.resolve("cache"));
        try (StoreLock _ = StoreLock.tryAcquire(store, StoreLock.Kind.ALONE).orElseThrow()) {
            assertTrue(build.build(request(), impatient(), cancellation).cancelled());
            assertEquals(
                    List.of(
                            "waiting for another weir that uses the store; Ctrl-C gives up waiting"),
                    warnings);
            assertEquals("mine", Files.readString(root.resolve("slow.txt")));
        }
        assertTrue(run(build).outcomes().get(SLOW) instanceof Outcome.Ran);
    }
}
