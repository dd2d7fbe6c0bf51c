package dev.weir.workspace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the file system tells of a file without reading it.
///
/// @param executable whether its owner may run it
/// @param modified when its bytes were last written, in nanoseconds since 1970
/// @param changed when anything of it last changed; nobody can set it
/// @param inode the number of the file itself, whatever its name
/// @param settled whether it had been left alone for longer than the clock of the file system may
///   stand still: only then does a later change show in its times
public record FileState(
        Kind kind,
        boolean executable,
        long size,
        long modified,
        long changed,
        long inode,
        boolean settled) {
    private static final String ATTRIBUTES = "unix:mode,size,lastModifiedTime,ctime,ino";

    private static final int MANY = 1_000;

    /// How often it was looked, up to [#MANY]. Threads may lose each other's count: nothing depends
    /// on it but time.
    private static int looks;

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long COARSE_TICK = TimeUnit.SECONDS.toNanos(3);

    /// What kind of thing it is.
    public enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    /// What stands at a path itself; empty when nothing does.
    public static Optional<FileState> of(Path path) throws IOException {
        return read(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// What a path leads to; empty when it leads nowhere.
    public static Optional<FileState> followed(Path path) throws IOException {
        return read(path);
    }

    private static Optional<FileState> read(Path path, LinkOption... options) throws IOException {
        return read(path, isOneOfMany() && OpenAttributes.ARE_OPEN, options);
    }

    /// @param open whether the attributes are asked for what only the JDK knows of them
    static Optional<FileState> read(Path path, boolean open, LinkOption... options)
            throws IOException {
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        try {
            if (open) {
                return Optional.of(
                        of(Files.readAttributes(path, PosixFileAttributes.class, options), now));
            }
            return Optional.of(of(Files.readAttributes(path, ATTRIBUTES, options), now));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (AccessDeniedException denied) {
            throw denied;
        } catch (FileSystemException refused) {
            if (leadsNowhere(path, options)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /// Whether nothing can be there: below a file, or behind a link that leads to itself. What the
    /// system refuses for another reason (a name that is too long, a disk that fails) may well be.
    private static boolean leadsNowhere(Path path, LinkOption... options) {
        if (options.length == 0 && Files.isSymbolicLink(path)) {
            return true;
        }
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above)) {
                return !Files.isDirectory(above);
            }
            if (Files.isSymbolicLink(above)) {
                return true;
            }
        }
        return false;
    }

    /// To open the attributes pays from so many files on (7 ms against 5 µs for each).
    private static boolean isOneOfMany() {
        if (looks > MANY) {
            return true;
        }
        looks++;
        return false;
    }

    private static FileState of(Map<String, Object> attributes, long now) {
        return of(
                (int) number(attributes, "mode"),
                number(attributes, "size"),
                time(attributes, "lastModifiedTime"),
                time(attributes, "ctime"),
                number(attributes, "ino"),
                now);
    }

    private static FileState of(PosixFileAttributes attributes, long now) {
        return of(
                OpenAttributes.mode(attributes),
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                OpenAttributes.changed(attributes).to(TimeUnit.NANOSECONDS),
                OpenAttributes.inode(attributes),
                now);
    }

    private static FileState of(
            int mode, long size, long modified, long changed, long inode, long now) {
        return new FileState(
                kind(mode),
                (mode & 0100) != 0,
                size,
                modified,
                changed,
                inode,
                hasSettled(modified, changed, now));
    }

    private static long number(Map<String, Object> attributes, String name) {
        if (attributes.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("the file system does not tell '" + name + "'");
    }

    private static long time(Map<String, Object> attributes, String name) {
        if (attributes.get(name) instanceof FileTime time) {
            return time.to(TimeUnit.NANOSECONDS);
        }
        throw new IllegalStateException("the file system does not tell '" + name + "'");
    }

    private static Kind kind(int mode) {
        return switch (mode & 0170000) {
            case 0100000 -> Kind.FILE;
            case 0040000 -> Kind.FOLDER;
            case 0120000 -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }

    /// Whether a change after this moment would show in the times. Two times of whole seconds are
    /// taken for those of a file system that knows no smaller unit.
    static boolean hasSettled(long modified, long changed, long now) {
        long second = TimeUnit.SECONDS.toNanos(1);
        boolean coarse = modified % second == 0 && changed % second == 0;
        return now - Math.max(modified, changed) > (coarse ? COARSE_TICK : TICK);
    }

    /// Milliseconds after which a file that is left alone has [settled][#settled].
    public static long settlesWithin() {
        return TimeUnit.NANOSECONDS.toMillis(TICK) + 2;
    }

    /// Whether both tell of the same bytes of the same file.
    public boolean sameAs(FileState other) {
        return kind == other.kind
                && executable == other.executable
                && is(other.size, other.modified, other.changed, other.inode);
    }

    /// Whether these are its numbers, with which all else of it changes.
    boolean is(long size, long modified, long changed, long inode) {
        return this.size == size
                && this.modified == modified
                && this.changed == changed
                && this.inode == inode;
    }
}
