package dev.weir.pipelinefile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.weir.diagnostic.SourceText;
import dev.weir.pipelinefile.key.Key;
import dev.weir.step.catalogue.StepCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Holds `docs/pipelinefile.md` to the table of keys, and its samples to the reader.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ManualTest {
    private static final Path PAGE = Path.of("docs/pipelinefile.md");
    private static final String FILE = "<!-- file: ";
    private static final String UPDATE = "weir.golden.update";

    @Test
    void the_tables_of_the_page_are_the_table_of_keys() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page;
        for (Key.Of of : Key.Of.values()) {
            String mark = "<!-- keys of " + of.text() + " -->\n";
            int start = expected.indexOf(mark);
            assertTrue(start >= 0, "the page has no place for the keys of " + of.text());
            int end = start + mark.length();
            while (expected.startsWith("|", end)) {
                end = expected.indexOf('\n', end) + 1;
            }
            expected = expected.substring(0, start) + mark + table(of) + expected.substring(end);
        }
        if (Boolean.getBoolean(UPDATE) && System.getenv("CI") == null) {
            Files.writeString(PAGE, expected);
        }
        assertEquals(expected, Files.readString(PAGE));
    }

    private static String table(Key.Of of) {
        List<Key> keys = Key.all(of);
        boolean counts = keys.stream().anyMatch(Key::isInTaskKey);
        StringBuilder table = new StringBuilder();
        table.append(counts ? "| Key | Takes | | In the TaskKey |\n" : "| Key | Takes | |\n");
        table.append(counts ? "|---|---|---|---|\n" : "|---|---|---|\n");
        for (Key key : keys) {
            table.append("| `").append(key.word()).append("` | ");
            table.append(key.takes().text()).append(" | ").append(key.help()).append(" |");
            table.append(counts ? key.isInTaskKey() ? " yes |\n" : " |\n" : "\n");
        }
        return table.toString();
    }

    @Test
    void each_sample_is_a_pipelinefile_without_mistakes() throws IOException {
        SequencedMap<String, String> samples = samples();
        assertFalse(samples.isEmpty());
        ReadRequest request =
                new ReadRequest(
                        List.of(),
                        path ->
                                Optional.ofNullable(samples.get(path))
                                        .map(text -> new SourceText(path, text)),
                        Map.of(),
                        StepCatalogue.builtIn(),
                        TestSteps::own);
        samples.forEach((name, sample) -> {
            Loaded loaded = PipelinefileReader.read(new SourceText(name, sample), request);
            assertEquals(List.of(), loaded.warnings(), sample);
        });
    }

    /// The samples by the path that the comment before them says, by number where it says none.
    private static SequencedMap<String, String> samples() throws IOException {
        SequencedMap<String, String> samples = new LinkedHashMap<>();
        String name = "";
        StringBuilder sample = new StringBuilder();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            if (inside && line.equals("```")) {
                samples.put(name.isEmpty() ? "sample " + samples.size() : name, sample.toString());
                name = "";
                sample.setLength(0);
                inside = false;
            } else if (inside) {
                sample.append(line).append('\n');
            } else {
                name =
                        line.startsWith(FILE)
                                ? line.substring(FILE.length(), line.indexOf(" -->"))
                                : name;
                inside = line.equals("```yaml");
            }
        }
        return samples;
    }

    @Test
    void every_key_of_the_table_is_read() {
        Set<String> unread = new TreeSet<>();
        JavaClass keys =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.weir.pipelinefile")
                        .get(Key.class);
        for (Key key : Key.values()) {
            boolean read =
                    keys.getField(key.name()).getAccessesToSelf().stream()
                            .anyMatch(access -> !access.getOriginOwner().equals(keys));
            if (!read) {
                unread.add(key.name());
            }
        }
        assertEquals(Set.of(), unread);
    }
}
