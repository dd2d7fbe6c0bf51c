package dev.weir.build;

import dev.weir.build.upkeep.Storage;
import dev.weir.build.verdict.Places;
import dev.weir.build.verdict.StepKeys;
import dev.weir.build.verdict.ToolAnswers;
import dev.weir.disk.CacheFolder;
import dev.weir.exec.TaskRunner;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Pipeline;
import dev.weir.workspace.Looks;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything a build works with.
///
/// @param root the folder of the Pipelinefile, absolute
/// @param pipelinefile its name there; `""` for a pipeline of none
/// @param read files and folders, absolute, that were read to know the pipeline: no task can make
///   them
/// @param cache weir's own folder, absolute
/// @param storage where results are kept
/// @param graph of the pipeline
/// @param outside weir's own environment, which nobody changes
/// @param runner runs actions
/// @param steps what of steps goes into keys
/// @param tools what tools say of themselves
/// @param clock the time of day
/// @param looks gets what the answer rests on when there is nothing to do
public record BuildSetup(
        Path root,
        String pipelinefile,
        SortedSet<Path> read,
        Path cache,
        Storage storage,
        Pipeline pipeline,
        TaskGraph graph,
        Outside outside,
        TaskRunner runner,
        StepKeys steps,
        ToolAnswers tools,
        InstantSource clock,
        Looks looks) {
    public BuildSetup {
        read = Collections.unmodifiableSortedSet(new TreeSet<>(read));
    }

    /// The same for another pipeline.
    BuildSetup with(Pipeline other) {
        return new BuildSetup(
                root,
                pipelinefile,
                read,
                cache,
                storage,
                other,
                TaskGraph.of(other),
                outside,
                runner,
                steps,
                tools,
                clock,
                looks);
    }

    /// Where a build looks and writes.
    Places places() {
        return new Places(root, new CacheFolder(cache), new CacheFolder(storage.folder()));
    }
}
