package dev.weir.build.verify;

import dev.weir.build.verify.Difference.Place;
import dev.weir.pipeline.WorkspacePath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Finds the first place at which two files differ, in memory that does not grow with them.
final class FileComparison {
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int BEGINNING = 8_000;
    private static final int BEFORE = 30;
    private static final int SHOWN = 120;

    private final Tables tables;
    private final Path scratch;

    FileComparison(Tables tables, Path scratch) {
        this.tables = tables;
        this.scratch = scratch;
    }

    /// The difference; empty when the bytes are the same.
    Optional<Difference> first(WorkspacePath path, Path recorded, Path again)
            throws IOException, InterruptedException {
        long at = Files.mismatch(recorded, again);
        if (at < 0) {
            return Optional.empty();
        }
        byte[] one = beginning(recorded);
        byte[] other = beginning(again);
        if (isParquet(one) && isParquet(other)) {
            Optional<Tables.Cell> cell = tables.first(recorded, again, scratch);
            if (cell.isPresent()) {
                return Optional.of(
                        new Difference(
                                path,
                                new Place.Cell(cell.get().row(), cell.get().column()),
                                cell.get().recorded(),
                                cell.get().again(),
                                0));
            }
        }
        return Optional.of(
                isText(one) && isText(other)
                        ? inText(path, recorded, again, at)
                        : new Difference(path, new Place.Bytes(at), "", "", 0));
    }

    private static byte[] beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(BEGINNING);
        }
    }

    private static boolean isParquet(byte[] bytes) {
        return bytes.length >= PARQUET.length
                && Arrays.equals(Arrays.copyOf(bytes, PARQUET.length), PARQUET);
    }

    /// As git tells: a text has no zero bytes.
    private static boolean isText(byte[] bytes) {
        for (byte one : bytes) {
            if (one == 0) {
                return false;
            }
        }
        return true;
    }

    private static Difference inText(WorkspacePath path, Path recorded, Path again, long at)
            throws IOException {
        long line = 1;
        long column = 1;
        long start = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(recorded))) {
            for (long i = 0; i < at; i++) {
                int next = in.read();
                if (next == '\n') {
                    line++;
                    column = 1;
                    start = i + 1;
                } else if (!isContinuation(next)) {
                    column++;
                }
            }
            if (isContinuation(in.read())) {
                column--; // they differ within the character before
            }
        }
        long from = Math.max(start, at - BEFORE);
        return new Difference(
                path, new Place.Line(line, column), shown(recorded, from), shown(again, from), 0);
    }

    /// Whether a byte goes on with a character of UTF-8.
    private static boolean isContinuation(int next) {
        return (next & 0xC0) == 0x80;
    }

    /// The line from there on, shortened.
    private static String shown(Path file, long from) throws IOException {
        byte[] bytes = new byte[SHOWN];
        int count;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(from);
            count = Math.max(0, in.read(bytes));
        }
        int start = 0;
        while (start < count && isContinuation(bytes[start])) {
            start++;
        }
        int end = start;
        while (end < count && bytes[end] != '\n') {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
