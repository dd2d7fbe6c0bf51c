package dev.weir.disk;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A file of one record behind a line that tells its kind and version, replaced as a whole. Of
/// several processes that write it the last wins.
///
/// @param kind the line, ASCII
public record RecordFile(Path file, String kind) {
    /// The record; empty when the file is missing, damaged or of another kind.
    public Optional<RecordReader> read() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] header = header();
            if (!Arrays.equals(in.readNBytes(header.length), header)) {
                return Optional.empty();
            }
            List<byte[]> records = new ArrayList<>();
            Frames.End end = Frames.read(in, records::add);
            return records.size() == 1 && end.kind() == Frames.End.Kind.WHOLE
                    ? Optional.of(new RecordReader(records.getFirst()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// Replaces the file, whose folder is there.
    public void write(byte[] record) throws IOException {
        byte[] header = header();
        byte[] framed = Frames.frame(record);
        byte[] bytes = Arrays.copyOf(header, header.length + framed.length);
        System.arraycopy(framed, 0, bytes, header.length, framed.length);
        AtomicFile.write(file, bytes);
    }

    private byte[] header() {
        return (kind + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
