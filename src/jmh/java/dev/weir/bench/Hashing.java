package dev.weir.bench;

import dev.weir.digest.Digest;
import dev.weir.disk.FileTree;
import dev.weir.workspace.FileHasher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
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

/// The digest of one file that the kernel has in memory.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Hashing {
    @Param({"4096", "67108864"})
    public int bytes;

    private Path folder = Path.of("unset");

    @Setup(Level.Trial)
    public void write() throws IOException {
        folder = Files.createTempDirectory("weir-jmh-");
        byte[] content = new byte[bytes];
        new Random(1).nextBytes(content);
        Files.write(file(), content);
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        FileTree.remove(folder);
    }

    @Benchmark
    public Digest file_to_digest() throws IOException {
        return new FileHasher().hash(file(), Files.size(file()));
    }

    private Path file() {
        return folder.resolve("file");
    }
}
