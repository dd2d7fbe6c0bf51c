package dev.weir.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.pipeline.WorkspacePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is meant by a path that is not quite that of a file.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NearlyThereTest {
    @TempDir Path folder;
    private Path root;

    @BeforeEach
    void fill() throws Exception {
        root = Files.createDirectories(folder.resolve("Work"));
        Files.createDirectories(root.resolve("Data"));
        Files.writeString(root.resolve("Data/Stra\u00dfe.csv"), "");
        Files.writeString(root.resolve("Data/cafe\u0301.csv"), "");
        Files.writeString(folder.resolve("Beside.csv"), "");
    }

    private String near(String wanted) {
        Optional<WorkspacePath> near = NearlyThere.of(root, WorkspacePath.of(wanted));
        return near.map(WorkspacePath::text).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "data/strasse.csv, Data/Stra\u00dfe.csv",
        "Data/Caf\u00e9.csv, Data/cafe\u0301.csv",
        "data, Data",
        "Data, Data",
        "../beside.csv, ../Beside.csv",
        "../work/DATA, Data"
    })
    void case_and_unicode_form_of_each_name_do_not_matter(String wanted, String there) {
        assertEquals(there, near(wanted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dat", "data/caf.csv", "data/cafe\u0301.csv/below", "other/data"})
    void another_name_is_not_near(String wanted) {
        assertEquals("none", near(wanted));
    }

    @Test
    void an_absolute_path_is_none_of_the_workspace() {
        assertEquals("none", near("/Data/cafe\u0301.csv"));
        assertEquals(folder + "/Beside.csv", near(folder + "/beside.csv"));
    }
}
