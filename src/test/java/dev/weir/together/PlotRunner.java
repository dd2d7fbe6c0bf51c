package dev.weir.together;

import dev.weir.exec.Cancellation;
import dev.weir.exec.Exit;
import dev.weir.exec.Invocation;
import dev.weir.exec.LogSink;
import dev.weir.exec.ProcessWatch;
import dev.weir.exec.TaskRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// Makes the files of a plot's parts from what lies on the disk, a half at a time, so that others
/// have time to go wrong.
final class PlotRunner implements TaskRunner {
    private static final int LONGEST_NANOS = 3_000_000;

    private final Path root;
    private final Plot plot;
    private final int variant;
    private final Guard guard;

    PlotRunner(Path root, Plot plot, int variant) {
        this.root = root;
        this.plot = plot;
        this.variant = variant;
        this.guard = new Guard(root);
    }

    @Override
    public Exit run(Invocation what, LogSink log, ProcessWatch watch, Cancellation cancel) {
        Part part = plot.parts().get(Integer.parseInt(what.task().text().substring(1)));
        try {
            make(part);
            return part.fails(variant) ? new Exit.Failed(1, "exit code 1") : new Exit.Succeeded(0);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void make(Part part) throws IOException {
        String output = part.output(variant);
        List<String> sources =
                part.sources().stream().map(it -> plot.parts().get(it).output(variant)).toList();
        guard.enter(output);
        guard.requireStill(sources);
        List<String> read = new ArrayList<>();
        for (String path : plot.reads(part, variant)) {
            read.add(Files.readString(root.resolve(path)));
        }
        String text = part.text(variant, read);
        int half = text.length() / 2;
        for (String file : part.files(variant)) {
            Files.writeString(
                    root.resolve(file), text.substring(0, half), StandardOpenOption.CREATE_NEW);
            rest();
            Files.writeString(root.resolve(file), text.substring(half), StandardOpenOption.APPEND);
        }
        guard.requireStill(sources);
        guard.leave(output);
    }

    private static void rest() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(LONGEST_NANOS));
    }
}
