package dev.weir.ml.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TextFileTest {
    @TempDir Path folder;

    @Test
    void bytes_that_are_no_text_are_told_with_the_file_by_whatever_reads_it()
            throws StepFailure, IOException {
        Path file = Files.write(folder.resolve("x"), new byte[] {'{', '"', (byte) 0xe9, '"', '}'});
        String told = "'" + file + "' is not UTF-8";
        assertEquals(told, assertThrows(StepFailure.class, () -> TextFile.read(file)).getMessage());
        assertEquals(told, assertThrows(StepFailure.class, () -> JsonFile.read(file)).getMessage());
        assertThrows(NoSuchFileException.class, () -> TextFile.read(folder.resolve("none")));
        assertEquals("é\n", TextFile.read(Files.writeString(file, "é\n")));
    }
}
