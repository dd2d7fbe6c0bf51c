package dev.weir.build.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.TaskBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a command finds in the file of its params.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ParamsFileTest {
    @TempDir Path folder;

    private String written(UnaryOperator<TaskBuilder> params) throws Exception {
        Path file = folder.resolve("params.json");
        ParamsFile.write(
                new PipelineBuilder("p")
                        .task("t", task -> params.apply(task.run("x")))
                        .build()
                        .tasks()
                        .firstEntry()
                        .getValue()
                        .params(),
                file);
        return Files.readString(file);
    }

    @Test
    void slices_stand_where_they_do_in_the_pipelinefile_and_keys_are_sorted() throws Exception {
        assertEquals(
                """
                {"days": [1, 2], "model": {"depth": {"max": 8, "min": 2}, "name": "tree"}, "zone": "née"}
                """,
                written(task ->
                        task.param("zone", "née")
                                .param("model.name", "tree")
                                .param("model.depth.min", 2)
                                .param("model.depth.max", 8)
                                .param("days", List.of(1, 2))));
    }

    @Test
    void a_slice_of_a_slice_takes_nothing_away() throws Exception {
        assertEquals(
                """
                {"model": {"depth": 8, "rate": 1}}
                """,
                written(task ->
                        task.param("model", Map.of("depth", 8, "rate", 1))
                                .param("model.depth", 8)));
    }
}
