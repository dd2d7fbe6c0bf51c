package dev.weir.pipelinefile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.diagnostic.SourceText;
import dev.weir.step.catalogue.OwnSteps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Pairs of files: a Pipelinefile and what comes of it. Lines at its start say with what it is
/// read: `# param model.depth=8`, `# variable HOME=/home/me`.
final class Golden {
    private static final String UPDATE = "weir.golden.update";

    private final Path folder;
    private final String expectedSuffix;

    /// @param expectedSuffix `.txt`
    Golden(String name, String expectedSuffix) {
        this.folder = Path.of("src/test/resources/pipelinefile", name);
        this.expectedSuffix = expectedSuffix;
    }

    /// The names of all cases, also of those of which one half is missing.
    Stream<String> names() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names =
                    files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .map(name -> name.substring(0, name.lastIndexOf('.')))
                            .distinct()
                            .sorted()
                            .toList();
        }
        return names.stream();
    }

    /// The Pipelinefile of a case.
    SourceText source(String name) {
        return new SourceText("Pipelinefile.yaml", read(folder.resolve(name + ".yaml")));
    }

    /// With what it is to be read.
    ReadRequest request(SourceText source) {
        List<ReadRequest.Given> given = new ArrayList<>();
        Map<String, String> variables = new HashMap<>();
        source.text()
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .forEach(line -> {
                    String[] words = line.split(" ", 3);
                    if (words.length == 3 && words[2].contains("=")) {
                        int equals = words[2].indexOf('=');
                        String key = words[2].substring(0, equals);
                        String value = words[2].substring(equals + 1);
                        switch (words[1]) {
                            case "param" -> given.add(new ReadRequest.Given(key, value));
                            case "variable" -> variables.put(key, value);
                            default -> {}
                        }
                    }
                });
        return new ReadRequest(
                given, this::paramFile, variables, TestSteps.catalogue(), OwnSteps.NONE);
    }

    private Optional<SourceText> paramFile(String path) {
        Path file = folder.resolve(path);
        return Files.isRegularFile(file)
                ? Optional.of(new SourceText(path, read(file)))
                : Optional.empty();
    }

    /// Holds what came of a case to what should have.
    void check(String name, String actual) throws IOException {
        Path file = folder.resolve(name + expectedSuffix);
        if (Boolean.getBoolean(UPDATE) && System.getenv("CI") == null) {
            Files.writeString(file, actual);
        }
        assertEquals(read(file), actual, name);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the other half of a pair is missing: " + file, e);
        }
    }
}
