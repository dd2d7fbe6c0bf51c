package dev.weir.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.build.event.BuildReport;
import dev.weir.build.verdict.BuildRequest;
import dev.weir.exec.Cancellation;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.TaskName;
import dev.weir.workspace.FaultPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// weir dies, as by `kill -9`, before each step that changes the disk; the next build ends well by
/// itself.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CrashTest {
    private static final int DIED = 77;

    @TempDir Path root;

    private static Build engine(Path root, FaultPoint faults) {
        Pipeline pipeline =
                new PipelineBuilder("crash")
                        .task(
                                "parts",
                                task ->
                                        task.run(
                                                        "mkdir -p parts/sub; cp in.txt parts/sub/a; cp in.txt parts/b")
                                                .input("in.txt")
                                                .temporary("", "parts/"))
                        .task(
                                "whole",
                                task ->
                                        task.run(
                                                        "cat parts/sub/a parts/b > deep/er/whole.txt; cp in.txt deep/other.txt")
                                                .input("parts")
                                                .input("in.txt")
                                                .output("deep/er/whole.txt")
                                                .output("deep/other.txt"))
                        .build();
        return Build.of(Bench.setup(root, pipeline), faults);
    }

    private static BuildReport build(Path root, FaultPoint faults) throws Exception {
        BuildRequest request =
                new BuildRequest(
                        List.of(new TaskName("whole")),
                        false,
                        java.util.Set.of(),
                        false,
                        false,
                        2,
                        false,
                        false);
        return engine(root, faults).build(request, event -> {}, new Cancellation());
    }

    /// The weir that dies: folder, step to die before.
    public static void main(String[] args) throws Exception {
        AtomicInteger left = new AtomicInteger(Integer.parseInt(args[1]));
        build(
                Path.of(args[0]),
                step -> {
                    if (left.decrementAndGet() == 0) {
                        Runtime.getRuntime().halt(DIED);
                    }
                });
    }

    @Test
    void wherever_it_dies_the_next_build_ends_well_and_the_one_after_does_nothing()
            throws Exception {
        int step = 1;
        while (dies(step)) {
            BuildReport next = build(root, FaultPoint.NONE);
            assertTrue(next.isGood(), "after dying at step " + step);
            assertEquals("new" + step + "new" + step, read("deep/er/whole.txt"), "step " + step);
            assertEquals("new" + step, read("deep/other.txt"), "step " + step);
            assertTrue(
                    build(root, FaultPoint.NONE).run().isEmpty(),
                    "a second build has nothing to do, step " + step);
            try (var all = Files.walk(root)) {
                List<String> left =
                        all.map(path -> root.relativize(path).toString())
                                .filter(path ->
                                        path.contains(".weir~")
                                                || path.startsWith("cache/state/journal/")
                                                || path.startsWith("cache/tmp/tasks/"))
                                .toList();
                assertEquals(List.of(), left, "step " + step);
            }
            step++;
        }
        assertTrue(step > 10, "only " + step + " steps");
    }

    private boolean dies(int step) throws IOException, InterruptedException {
        Files.writeString(root.resolve("in.txt"), "new" + step);
        if (step % 3 == 0 && Files.exists(root.resolve("deep/other.txt"))) {
            Files.writeString(root.resolve("deep/other.txt"), "edited");
        }
        Process weir =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashTest.class.getName(),
                                root.toString(),
                                Integer.toString(step))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return weir.waitFor() == DIED;
    }

    private String read(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }
}
