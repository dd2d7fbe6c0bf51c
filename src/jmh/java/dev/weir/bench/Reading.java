package dev.weir.bench;

import dev.weir.diagnostic.SourceText;
import dev.weir.pipelinefile.Loaded;
import dev.weir.pipelinefile.PipelinefileReader;
import dev.weir.pipelinefile.ReadRequest;
import dev.weir.step.catalogue.StepCatalogue;
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
import org.openjdk.jmh.annotations.Warmup;

/// A Pipelinefile from its text to a pipeline.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Reading {
    @Param({"1000", "10000"})
    public int tasks;

    private String text = "";
    private final ReadRequest request = ReadRequest.plain(StepCatalogue.builtIn());

    @Setup(Level.Trial)
    public void write() {
        text = Sample.pipelinefile(tasks);
    }

    @Benchmark
    public Loaded text_to_pipeline() {
        return PipelinefileReader.read(new SourceText("Pipelinefile.yaml", text), request);
    }
}
