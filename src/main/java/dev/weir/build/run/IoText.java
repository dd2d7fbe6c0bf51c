package dev.weir.build.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// What the system refused, in words: `cannot write data/a.csv: No space left on device`.
final class IoText {
    private IoText() {}

    static String of(Exception refused) {
        IOException cause =
                refused instanceof UncheckedIOException unchecked ? unchecked.getCause() : null;
        Exception real = cause != null ? cause : refused;
        return switch (real) {
            case AccessDeniedException denied -> "permission denied: " + denied.getFile();
            case NoSuchFileException missing -> "no such file or folder: " + missing.getFile();
            case FileAlreadyExistsException inTheWay ->
                    "something else stands where a folder is needed: " + inTheWay.getFile();
            case FileSystemException other when other.getReason() != null ->
                    other.getReason() + ": " + other.getFile();
            default -> String.valueOf(real.getMessage());
        };
    }
}
