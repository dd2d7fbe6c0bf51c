package dev.weir.workspace;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;

/// What the JDK knows of a file once it has read its attributes, and tells nobody but through the
/// view `unix`, which makes a map of texts for it and takes three times as long. The launcher opens
/// the package for this (`--add-opens java.base/sun.nio.fs=ALL-UNNAMED`); where it is not open, or
/// the JDK is another one, [#ARE_OPEN] is false and nothing else here may be asked.
final class OpenAttributes {
    private static final MethodHandle MODE;
    private static final MethodHandle INODE;
    private static final MethodHandle CHANGED;

    /// Whether it can be asked.
    static final boolean ARE_OPEN;

    static {
        Methods methods = methods();
        MODE = methods.mode();
        INODE = methods.inode();
        CHANGED = methods.changed();
        ARE_OPEN = methods.open();
    }

    private record Methods(
            MethodHandle mode, MethodHandle inode, MethodHandle changed, boolean open) {}

    private static Methods methods() {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            Class<?> type =
                    Files.readAttributes(Path.of("/"), PosixFileAttributes.class).getClass();
            lookup = MethodHandles.privateLookupIn(type, lookup);
            return new Methods(
                    method(lookup, type, "mode", int.class),
                    method(lookup, type, "ino", long.class),
                    method(lookup, type, "ctime", FileTime.class),
                    true);
        } catch (ReflectiveOperationException | IOException closed) {
            MethodHandle none = MethodHandles.identity(PosixFileAttributes.class);
            return new Methods(none, none, none, false);
        }
    }

    private OpenAttributes() {}

    private static MethodHandle method(
            MethodHandles.Lookup lookup, Class<?> type, String name, Class<?> answer)
            throws ReflectiveOperationException {
        return lookup.findVirtual(type, name, MethodType.methodType(answer))
                .asType(MethodType.methodType(answer, PosixFileAttributes.class));
    }

    static int mode(PosixFileAttributes of) {
        try {
            return (int) MODE.invokeExact(of);
        } catch (Throwable never) {
            throw new IllegalStateException(never);
        }
    }

    static long inode(PosixFileAttributes of) {
        try {
            return (long) INODE.invokeExact(of);
        } catch (Throwable never) {
            throw new IllegalStateException(never);
        }
    }

    static FileTime changed(PosixFileAttributes of) {
        try {
            return (FileTime) CHANGED.invokeExact(of);
        } catch (Throwable never) {
            throw new IllegalStateException(never);
        }
    }
}
