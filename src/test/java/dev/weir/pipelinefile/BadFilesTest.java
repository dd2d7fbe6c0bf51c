package dev.weir.pipelinefile;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.SourceText;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pipelinefiles with mistakes, and exactly what is said about them.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BadFilesTest {
    private static final Golden GOLDEN = new Golden("bad", ".txt");

    static Stream<String> names() throws IOException {
        return GOLDEN.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void all_mistakes_are_said_at_once(String name) throws IOException {
        SourceText source = GOLDEN.source(name);
        DiagnosticException wrong =
                assertThrows(
                        DiagnosticException.class,
                        () -> PipelinefileReader.read(source, GOLDEN.request(source)));
        GOLDEN.check(name, wrong.getMessage());
    }
}
