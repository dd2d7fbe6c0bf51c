package dev.weir.bench;

import dev.weir.digest.Hasher;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.TaskName;
import dev.weir.trace.RunId;
import dev.weir.trace.Trace;
import dev.weir.trace.TraceLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// The log of the last run of each task, from the disk.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TraceLoading {
    @Param({"1000", "100000"})
    public int tasks;

    private Path folder = Path.of("unset");

    @Setup(Level.Trial)
    public void write() throws IOException {
        folder = Files.createTempDirectory("weir-jmh-");
        try (TraceLog log = TraceLog.load(new CacheFolder(folder))) {
            for (int number = 0; number < tasks; number++) {
                log.append(trace(number), "");
            }
        }
    }

    private static Trace trace(int number) {
        return new Trace(
                new TaskName(Sample.name(number)),
                "Pipelinefile.yaml",
                new TaskKey(Hasher.digest(Sample.name(number))),
                new RunId("20260131T094512Z-k3x9"),
                Sample.config(number),
                Sample.file(Sample.input(number)),
                Sample.file(Sample.output(number)),
                Instant.EPOCH,
                Duration.ofMillis(3));
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        FileTree.remove(folder);
    }

    @Benchmark
    public TraceLog log_to_memory() {
        return TraceLog.load(new CacheFolder(folder));
    }

    @Benchmark
    public void log_to_traces(Blackhole traces) {
        TraceLog log = TraceLog.load(new CacheFolder(folder));
        for (int number = 0; number < tasks; number++) {
            traces.consume(log.of(new TaskName(Sample.name(number))));
        }
    }
}
