package dev.weir.workspace;

import java.lang.ref.Reference;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The call of the system that tells of a file, as the JDK makes it inside: for a path that stands
/// in memory as bytes, and into attributes that are there already. A `Path` and what is read for it
/// take five times as long as long as no code of theirs is compiled, and a start has no time for
/// that.
///
/// The launcher opens the package for this (`--add-opens java.base/sun.nio.fs=ALL-UNNAMED`). Called
/// by reflection, because to make method handles costs as much as a thousand looks.
final class OpenStat {
    private static final Optional<Inside> INSIDE = Inside.find();

    private final Inside inside;

    /// Its memory is given back when nobody has it any more.
    private final Object buffer;

    private final long address;

    /// What there is inside of the JDK.
    private record Inside(
            Method followed,
            Method itself,
            Constructor<?> attributes,
            Method inode,
            Method changed,
            Method allocate,
            Method copy,
            Method address) {
        static Optional<Inside> find() {
            try {
                Class<?> attributes = named("UnixFileAttributes");
                Class<?> calls = named("UnixNativeDispatcher");
                Class<?> buffers = named("NativeBuffers");
                Class<?> buffer = named("NativeBuffer");
                return Optional.of(
                        new Inside(
                                open(calls.getDeclaredMethod("stat0", long.class, attributes)),
                                open(calls.getDeclaredMethod("lstat0", long.class, attributes)),
                                open(attributes.getDeclaredConstructor()),
                                open(attributes.getDeclaredMethod("ino")),
                                open(attributes.getDeclaredMethod("ctime")),
                                open(buffers.getDeclaredMethod("allocNativeBuffer", int.class)),
                                open(
                                        buffers.getDeclaredMethod(
                                                "copyCStringToNativeBuffer", byte[].class, buffer)),
                                open(buffer.getDeclaredMethod("address"))));
            } catch (ReflectiveOperationException | RuntimeException closed) {
                return Optional.empty();
            }
        }

        private static Class<?> named(String name) throws ClassNotFoundException {
            return Class.forName("sun.nio.fs." + name);
        }

        private static <T extends AccessibleObject> T open(T member) {
            member.setAccessible(true);
            return member;
        }
    }

    private OpenStat(Inside inside, byte[] paths) throws ReflectiveOperationException {
        this.inside = inside;
        this.buffer = inside.allocate().invoke(null, paths.length + 1);
        inside.copy().invoke(null, paths, buffer);
        this.address = (long) inside.address().invoke(buffer);
    }

    /// Ready to look at files.
    ///
    /// @param paths holds their paths, absolute, in UTF-8, each with a zero behind it
    /// @return empty where the package is not open, the JDK is another one, or does not take UTF-8
    ///   for the names of files
    static Optional<OpenStat> of(byte[] paths) {
        String names = System.getProperty("sun.jnu.encoding", "");
        if (INSIDE.isEmpty() || !names.equals("UTF-8")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OpenStat(INSIDE.get(), paths));
        } catch (ReflectiveOperationException | RuntimeException another) {
            return Optional.empty();
        }
    }

    /// Who looks, for one thread.
    Eye eye() {
        return new Eye();
    }

    /// Looks at one file after the other.
    final class Eye {
        private final Object attributes;
        private final PosixFileAttributes seen;

        private Eye() {
            try {
                attributes = inside.attributes().newInstance();
                seen = (PosixFileAttributes) attributes;
            } catch (ReflectiveOperationException never) {
                throw new IllegalStateException(never);
            }
        }

        /// Whether a file is there, and is the one that is described, by [FileState]'s numbers.
        ///
        /// @param start where its path starts
        /// @param followed whether a link at the path is followed
        boolean sees(
                int start, boolean followed, long size, long modified, long changed, long inode) {
            try {
                Object refused =
                        (followed ? inside.followed() : inside.itself())
                                .invoke(null, address + start, attributes);
                return (refused == null || refused.equals(0))
                        && seen.size() == size
                        && seen.lastModifiedTime().to(TimeUnit.NANOSECONDS) == modified
                        && ((FileTime) inside.changed().invoke(attributes)).to(TimeUnit.NANOSECONDS)
                                == changed
                        && (long) inside.inode().invoke(attributes) == inode;
            } catch (ReflectiveOperationException missing) {
                return false;
            } finally {
                Reference.reachabilityFence(buffer);
            }
        }
    }
}
