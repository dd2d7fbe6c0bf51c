package dev.weir.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records of any size are read as they were written.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordWriterTest {
    private static final int MEGABYTE = 1 << 20;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE})
    void what_was_written_is_read(int length) {
        String text = "é".repeat(length / 2) + "x".repeat(length % 2);
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);
        RecordWriter to = new RecordWriter();
        for (int i = 0; i < 3; i++) {
            to.number(i).text(text).number(-1).raw(bytes).text("");
        }
        byte[] record = to.finish();
        assertEquals(record.length, to.size());
        assertArrayEquals(record, to.finish());
        RecordReader from = new RecordReader(record);
        for (int i = 0; i < 3; i++) {
            assertEquals(i, from.count());
            assertEquals(text, from.text());
            assertEquals(-1, from.number());
            int start = from.raw(length);
            assertArrayEquals(bytes, Arrays.copyOfRange(record, start, start + length));
            assertEquals("", from.text());
        }
        assertTrue(from.atEnd());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100_000, 400_000})
    void many_small_things_are_read(int count) {
        RecordWriter to = new RecordWriter();
        for (int i = 0; i < count; i++) {
            to.number(i).text("name " + i);
        }
        RecordReader from = new RecordReader(to.finish());
        for (int i = 0; i < count; i++) {
            assertEquals(i, from.count());
            assertEquals("name " + i, from.text());
        }
        assertTrue(from.atEnd());
    }
}
