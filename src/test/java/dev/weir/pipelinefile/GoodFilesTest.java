package dev.weir.pipelinefile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.diagnostic.SourceText;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Task;
import dev.weir.pipelinefile.plan.Plan;
import dev.weir.pipelinefile.plan.Plans;
import dev.weir.step.catalogue.StepEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pipelinefiles without mistakes, and the pipelines they mean.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GoodFilesTest {
    private static final Golden GOLDEN = new Golden("good", ".txt");

    static Stream<String> names() throws IOException {
        return GOLDEN.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_file_means_its_pipeline(String name) throws IOException {
        SourceText source = GOLDEN.source(name);
        GOLDEN.check(
                name, PipelineDump.of(PipelinefileReader.read(source, GOLDEN.request(source))));
    }

    @ParameterizedTest
    @MethodSource("names")
    void its_plan_means_the_same(String name, @TempDir Path folder) throws IOException {
        SourceText source = GOLDEN.source(name);
        ReadRequest request = GOLDEN.request(source);
        Loaded read = PipelinefileReader.read(source, request);
        Loaded quiet =
                new Loaded(
                        read.pipeline(), read.spans(), List.of(), read.elsewhere(), read.outside());
        Plans plans = new Plans(new CacheFolder(folder), "this weir");
        plans.keep(source, request, quiet);
        Plan plan = plans.find(source, request).orElseThrow();
        assertEquals(read.pipeline(), plan.pipeline());
        assertEquals(
                PipelineDump.of(quiet),
                PipelineDump.of(
                        new Loaded(
                                plan.pipeline(),
                                read.spans(),
                                List.of(),
                                read.elsewhere(),
                                read.outside())));
        for (Task task : read.pipeline().tasks().values()) {
            if (task.action() instanceof Action.StepCall call) {
                StepEntry step = request.steps().find(call.step()).orElseThrow();
                StepEntry kept = plan.steps().find(call.step()).orElseThrow();
                assertEquals(step.codeDigest(), kept.codeDigest());
                assertEquals(step.shape(), kept.shape());
            }
        }
    }
}
