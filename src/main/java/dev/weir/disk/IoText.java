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
import java.nio.file.Path;

/// What the system refused, in words.
public final class IoText {
    private IoText() {}

    /// The reason, the file, and where it helps what to do: `no space left on device: data/a.csv;
    /// make room on that disk …`.
    public static String of(IOException refused) {
        String why = why(refused);
        String file = file(refused);
        String advice = advice(why);
        return why + (file.isEmpty() ? "" : ": " + file) + (advice.isEmpty() ? "" : "; " + advice);
    }

    private static String file(IOException refused) {
        return switch (refused) {
            case FileSystemException known -> String.valueOf(known.getFile());
            case FileNotFoundException stream -> fileOf(String.valueOf(stream.getMessage()));
            default -> "";
        };
    }

    /// The same failure with the file that could not be written, which streams and channels do not
    /// name.
    public static IOException at(Path file, IOException refused) {
        if (refused instanceof FileSystemException || refused instanceof FileNotFoundException) {
            return refused;
        }
        FileSystemException named =
                new FileSystemException(file.toString(), null, refused.getMessage());
        named.initCause(refused);
        return named;
    }

    /// What to do about it, as far as that is known.
    private static String advice(String why) {
        return switch (why) {
            case "no space left on device", "disk quota exceeded" ->
                    "make room on that disk and build again ('weir cache gc --keep SIZE' drops what is not needed now)";
            case "permission denied", "operation not permitted" ->
                    "weir runs as user '"
                            + System.getProperty("user.name")
                            + "', who may not do that";
            case "read-only file system" -> "a build writes outputs and its own folder, cache/";
            case "device or resource busy" ->
                    "a mount point can be neither replaced nor removed: make the output a folder in it, or unmount it";
            case "file name too long" ->
                    "one name may have 255 bytes, a path 4,095: use shorter ones";
            case "too many open files" ->
                    "raise the limit ('ulimit -n'), or run fewer tasks at once ('-j 1')";
            default -> "";
        };
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
            case FileSystemException other when other.getReason() != null ->
                    lowerCase(other.getReason());
            case FileSystemException other -> "refused by the system";
            case FileNotFoundException stream ->
                    lowerCase(withoutFile(String.valueOf(stream.getMessage())));
            default -> lowerCase(String.valueOf(refused.getMessage()));
        };
    }

    /// The system's own words start with a capital, and end others' sentences here.
    private static String lowerCase(String text) {
        return text.length() > 1 && Character.isLowerCase(text.charAt(1))
                ? Character.toLowerCase(text.charAt(0)) + text.substring(1)
                : text;
    }

    private static String fileOf(String message) {
        int open = message.lastIndexOf(" (");
        return open >= 0 && message.endsWith(")") ? message.substring(0, open) : "";
    }

    /// Streams put it as `data/a.csv (Permission denied)`.
    private static String withoutFile(String message) {
        int open = message.lastIndexOf(" (");
        return open >= 0 && message.endsWith(")")
                ? message.substring(open + 2, message.length() - 1)
                : message;
    }
}
