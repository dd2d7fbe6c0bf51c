package dev.weir.ml.data;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.step.StepFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CsvCheckTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n",
                "a,b\r\n1,2\r\n",
                "a;b\n1;2,5\n",
                "a\tb\n\"x\ty\"\t2\n",
                "a,b\n\"two\nlines\",\"say \"\"hi\"\"\"\n",
                "a,b\nc\\d,2\n",
                "a,b\n1,2\n\n",
                "a\n1\n",
                "name\ndéjà\n"
            })
    void whole_records_pass(String text) throws Exception {
        Path file = write("a.csv", text.getBytes(StandardCharsets.UTF_8));
        assertDoesNotThrow(() -> CsvCheck.check(file));
    }

    @Test
    void a_record_with_too_few_or_many_fields_is_named_with_its_line() throws Exception {
        Path few = write("few.csv", "a,b\n\"x\ny\",2\n1\n".getBytes(StandardCharsets.UTF_8));
        assertEquals("'" + few + "' line 4 has 1 fields, its header has 2", message(few));
        Path many = write("many.csv", "a,b\n1,2\n1,2,3\n".getBytes(StandardCharsets.UTF_8));
        assertEquals("'" + many + "' line 3 has 3 fields, its header has 2", message(many));
    }

    @Test
    void an_open_quote_and_foreign_bytes_are_named() throws Exception {
        Path open = write("open.csv", "a,b\n1,\"2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                true, message(open).endsWith("a quote is not closed before the end of the file"));
        Path latin = write("latin.csv", "a,b\n1,é\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("'" + latin + "' is not UTF-8 text", message(latin));
        Path empty = write("empty.csv", new byte[0]);
        assertEquals("'" + empty + "' is empty: a header is due", message(empty));
    }

    @Test
    void packed_files_are_read_too() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("a,b\n1\n".getBytes(StandardCharsets.UTF_8));
        }
        Path file = write("a.csv.gz", bytes.toByteArray());
        assertEquals("'" + file + "' line 2 has 1 fields, its header has 2", message(file));
    }

    private Path write(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private static String message(Path file) {
        return String.valueOf(
                assertThrows(StepFailure.class, () -> CsvCheck.check(file)).getMessage());
    }
}
