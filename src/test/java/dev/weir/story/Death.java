package dev.weir.story;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// Ends this JVM at once, as a kernel does, before the step of the number in `death.step`. What a
/// step is, [DeadlyClasses] has written into weir's classes.
///
/// A write is two steps: before it, and when half of it is written. With `death.after` steps are
/// counted from the one that has that in its name.
public final class Death {
    /// As of what was killed.
    static final int CODE = 137;

    private static final AtomicInteger LEFT =
            new AtomicInteger(Integer.getInteger("death.step", 0));
    private static final String AFTER = System.getProperty("death.after", "");
    private static volatile boolean counting = AFTER.isEmpty();

    private Death() {}

    /// The step comes next.
    public static void step(String what) {
        if (isLast()) {
            end(what);
        }
        counting |= what.contains(AFTER);
    }

    private static boolean isLast() {
        return counting && LEFT.decrementAndGet() == 0;
    }

    private static void end(String what) {
        try {
            Files.writeString(Path.of(System.getProperty("death.place")), what);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Runtime.getRuntime().halt(CODE);
    }

    /// In place of the write.
    public static void write(FileOutputStream to, byte[] bytes, String what) throws IOException {
        step(what);
        if (isLast()) {
            to.write(bytes, 0, bytes.length / 2);
            end("half of " + what);
        }
        to.write(bytes);
    }

    /// In place of the write.
    public static void write(RandomAccessFile to, byte[] bytes, String what) throws IOException {
        step(what);
        if (isLast()) {
            to.write(bytes, 0, bytes.length / 2);
            end("half of " + what);
        }
        to.write(bytes);
    }
}
