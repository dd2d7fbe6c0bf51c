package dev.weir.build.event;

import dev.weir.pipeline.TaskName;
import dev.weir.trace.RunId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// How a build ended.
///
/// @param run its id; empty when nothing had to be done and nothing was written
/// @param outcomes of every task the targets need, in order
/// @param took from start to end
/// @param stored bytes by which the content store grew
/// @param held bytes that it holds, when it grew; 0 when that is not known
/// @param cancelled whether it was ended from outside
public record BuildReport(
        Optional<RunId> run,
        SequencedMap<TaskName, Outcome> outcomes,
        Duration took,
        long stored,
        long held,
        boolean cancelled) {
    public BuildReport {
        outcomes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outcomes));
    }

    /// The same with what the store holds now.
    public BuildReport holding(long bytes) {
        return new BuildReport(run, outcomes, took, stored, bytes, cancelled);
    }

    /// Whether every task is done.
    public boolean isGood() {
        return !cancelled && outcomes.values().stream().allMatch(Outcome::isGood);
    }
}
