package dev.weir.disk;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What the system refused, in words.
public final class IoText {
    private IoText() {}

    /// The reason and the file: `No space left on device: data/a.csv`.
    public static String of(IOException refused) {
        return refused instanceof FileSystemException known
                ? why(known) + ": " + known.getFile()
                : String.valueOf(refused.getMessage());
    }

    /// The same of one that went through code that may not throw it.
    public static String of(UncheckedIOException refused) {
        IOException cause = refused.getCause();
        return cause != null ? of(cause) : String.valueOf(refused.getMessage());
    }

    /// The reason alone, for where the file was named already.
    public static String why(IOException refused) {
        return switch (refused) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file or folder";
            case FileAlreadyExistsException _ -> "something else stands where a folder is needed";
            case NotDirectoryException _ -> "not a folder";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            case FileNotFoundException stream -> withoutFile(String.valueOf(stream.getMessage()));
            default -> String.valueOf(refused.getMessage());
        };
    }

    /// Streams put it as `data/a.csv (Permission denied)`.
    private static String withoutFile(String message) {
        int open = message.lastIndexOf(" (");
        return open >= 0 && message.endsWith(")")
                ? message.substring(open + 2, message.length() - 1)
                : message;
    }
}
