package dev.weir.ml.data;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvMalformedLineException;
import dev.weir.step.StepFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Reads a CSV file record by record, as RFC 4180 has it, and finds the first that is not whole. A
/// reader that guesses, as DuckDB's does, may take such a file for one with fewer columns or rows.
final class CsvCheck {
    private static final int BUFFER = 1 << 16;
    private static final String SEPARATORS = ",;\t|";

    private CsvCheck() {}

    /// @throws StepFailure naming file and line, when a record has not as many fields as the
    ///   header, a quote is not closed, or the bytes are not UTF-8
    static void check(Path file) throws StepFailure, IOException {
        try {
            checkRecords(file);
        } catch (CsvMalformedLineException unclosed) {
            throw new StepFailure(
                    "'%s' line %d: a quote is not closed before the end of the file"
                            .formatted(file, unclosed.getLineNumber()),
                    unclosed);
        } catch (CharacterCodingException foreign) {
            throw new StepFailure("'%s' is not UTF-8 text".formatted(file), foreign);
        }
    }

    private static void checkRecords(Path file) throws StepFailure, IOException {
        try (CSVReader records = reader(file, separator(file))) {
            String[] header = records.readNextSilently();
            if (header == null) {
                throw new StepFailure("'%s' is empty: a header is due".formatted(file));
            }
            long line = records.getLinesRead() + 1;
            for (String[] record = records.readNextSilently();
                    record != null;
                    record = records.readNextSilently()) {
                boolean blank = record.length == 1 && record[0].isEmpty();
                if (record.length != header.length && !blank) {
                    throw new StepFailure(
                            "'%s' line %d has %d fields, its header has %d"
                                    .formatted(file, line, record.length, header.length));
                }
                line = records.getLinesRead() + 1;
            }
        }
    }

    private static CSVReader reader(Path file, char separator) throws IOException {
        return new CSVReaderBuilder(text(file))
                .withCSVParser(new RFC4180ParserBuilder().withSeparator(separator).build())
                .withKeepCarriageReturn(false)
                .build();
    }

    private static BufferedReader text(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream plain =
                file.getFileName().toString().endsWith(".gz")
                        ? new GZIPInputStream(bytes, BUFFER)
                        : bytes;
        return new BufferedReader(
                new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()), BUFFER);
    }

    /// The one that the first line has most of.
    private static char separator(Path file) throws IOException {
        try (BufferedReader text = text(file)) {
            String first = text.readLine();
            char best = ',';
            long most = 0;
            for (int i = 0; first != null && i < SEPARATORS.length(); i++) {
                char candidate = SEPARATORS.charAt(i);
                long count = first.chars().filter(c -> c == candidate).count();
                if (count > most) {
                    most = count;
                    best = candidate;
                }
            }
            return best;
        }
    }
}
