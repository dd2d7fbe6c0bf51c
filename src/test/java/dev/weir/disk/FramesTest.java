package dev.weir.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FramesTest {
    @RepeatedTest(10)
    void records_of_any_size_are_read_back_however_the_stream_cuts_them(RepetitionInfo repetition)
            throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        List<byte[]> records = new ArrayList<>();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            byte[] record = new byte[random.nextInt(1 << random.nextInt(20))];
            random.nextBytes(record);
            records.add(record);
            file.write(Frames.frame(record));
        }
        List<byte[]> read = new ArrayList<>();
        Frames.End end = Frames.read(slow(file.toByteArray(), random), read::add);
        assertEquals(new Frames.End(Frames.End.Kind.WHOLE, file.size()), end);
        assertEquals(records.size(), read.size());
        for (int i = 0; i < records.size(); i++) {
            assertArrayEquals(records.get(i), read.get(i));
        }
    }

    private static InputStream slow(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] to, int from, int count) {
                return super.read(to, from, 1 + random.nextInt(count));
            }
        };
    }

    @Test
    void a_cut_is_told_from_damage_at_every_byte() throws IOException {
        byte[] good = Frames.frame(new byte[] {1, 2, 3});
        byte[] two = Arrays.copyOf(good, good.length * 2);
        System.arraycopy(good, 0, two, good.length, good.length);
        for (int i = 0; i < good.length; i++) {
            int length = good.length + i;
            Frames.End cut = end(Arrays.copyOf(two, length));
            assertEquals(good.length, cut.valid());
            assertEquals(i == 0 ? Frames.End.Kind.WHOLE : Frames.End.Kind.CUT, cut.kind());
            byte[] damaged = two.clone();
            damaged[length] ^= (byte) (1 << i % 8);
            assertEquals(new Frames.End(Frames.End.Kind.DAMAGED, good.length), end(damaged));
        }
        assertEquals(Frames.End.Kind.DAMAGED, end(new byte[100]).kind());
    }

    private static Frames.End end(byte[] bytes) throws IOException {
        return Frames.read(new ByteArrayInputStream(bytes), record -> {});
    }

    @Test
    void a_record_gives_back_what_was_written_in_order() {
        long[] numbers = {0, 1, 127, 128, 300, 1L << 40, Long.MAX_VALUE, -1};
        RecordWriter writer = new RecordWriter();
        for (long number : numbers) {
            writer.number(number).text("t" + number + "ü\n");
        }
        RecordReader reader = new RecordReader(writer.raw(new byte[1000]).finish());
        for (long number : numbers) {
            assertEquals(number, reader.number());
            assertEquals("t" + number + "ü\n", reader.text());
        }
        reader.raw(1000);
        assertTrue(reader.atEnd());
    }
}
