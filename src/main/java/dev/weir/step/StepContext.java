package dev.weir.step;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What a step sees of the world while it runs. All paths are absolute. Safe for use by several
/// threads of the step.
///
/// @param <C> the step's settings
public interface StepContext<C extends Record> {
    /// The settings, as written under `with`.
    C settings();

    /// The key of the task this run works for, 64 hexadecimal digits: what a record of provenance
    /// names. Results never depend on it.
    String taskKey();

    /// The names of the declared inputs; an unnamed input has the name `""`.
    Set<String> inputNames();

    /// The one file or folder behind an input's name.
    ///
    /// @throws StepFailure when the name is not declared, or stands for none or for several files
    Path input(String name) throws StepFailure;

    /// All files and folders behind an input's name, in path order; empty when the name is not
    /// declared or an optional input is not there.
    List<Path> inputs(String name);

    /// The names of the declared outputs; an unnamed output has the name `""`.
    Set<String> outputNames();

    /// Where to write the output of that name. Parents exist; a declared folder exists and is
    /// empty; a file does not exist.
    ///
    /// @throws StepFailure when the name is not declared
    Path output(String name) throws StepFailure;

    /// The folder of the Pipelinefile: what settings that name files are relative to.
    Path workspace();

    /// A folder of this run's own, on the workspace's file system, empty at each try and removed
    /// when the step ends.
    Path scratch();

    /// A folder for checkpoints, on the workspace's file system. What is put there is there again
    /// at the next try with the same [#taskKey], also of a later build, until one succeeds: a file
    /// in it may be one that a killed run was writing. Results never depend on it.
    Path resume();

    /// Processors this step may keep busy, at least 1 (`resources.cpu`).
    int cpus();

    /// Bytes of memory this step may use, 0 when nothing was declared (`resources.memory`).
    long memory();

    /// Writes one line to the task's log.
    void log(String line);

    /// Writes one line to the task's log that the build's summary repeats: what this run changed in
    /// the world.
    void announce(String line);

    /// Throws when the run was cancelled; long loops call it now and then.
    ///
    /// @throws InterruptedException when the run was cancelled
    void checkCancelled() throws InterruptedException;

    /// Registers what ends a blocking call of a library when the run is cancelled (a JDBC
    /// statement's `cancel`). At most one is registered at a time; closing the returned handle
    /// takes it back.
    AutoCloseable onCancel(Runnable action);
}
