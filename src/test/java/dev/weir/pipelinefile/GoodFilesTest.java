package dev.weir.pipelinefile;

import dev.weir.diagnostic.SourceText;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
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
}
