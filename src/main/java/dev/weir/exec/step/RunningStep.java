package dev.weir.exec.step;

import dev.weir.exec.Invocation;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/// What a step sees of its run.
final class RunningStep<C extends Record> implements StepContext<C> {
    private final C settings;
    private final Invocation what;
    private final SortedMap<String, List<Path>> inputs;
    private final SortedMap<String, List<Path>> outputs;
    private final StepLog log;
    private final Ending ending;

    RunningStep(C settings, StepFrame frame, StepLog log, Ending ending) {
        this.settings = settings;
        this.what = frame.what();
        this.inputs = frame.work().inputs();
        this.outputs = frame.work().outputs();
        this.log = log;
        this.ending = ending;
    }

    @Override
    public C settings() {
        return settings;
    }

    @Override
    public String taskKey() {
        return what.key().digest().hex();
    }

    @Override
    public Set<String> inputNames() {
        return inputs.keySet();
    }

    @Override
    public Path input(String name) throws StepFailure {
        return one("input", name, inputs);
    }

    @Override
    public List<Path> inputs(String name) {
        return inputs.getOrDefault(name, List.of());
    }

    @Override
    public Set<String> outputNames() {
        return outputs.keySet();
    }

    @Override
    public Path output(String name) throws StepFailure {
        return one("output", name, outputs);
    }

    private static Path one(String kind, String name, SortedMap<String, List<Path>> declared)
            throws StepFailure {
        if (!declared.containsKey(name)) {
            String hint =
                    declared.isEmpty()
                            ? "none is declared"
                            : "declared are: " + String.join(", ", declared.keySet());
            throw new StepFailure("the step needs " + kind(kind, name) + "; " + hint);
        }
        List<Path> paths = declared.getOrDefault(name, List.of());
        if (paths.size() != 1) {
            String count = paths.isEmpty() ? "no file" : paths.size() + " files";
            throw new StepFailure(
                    "the step takes one file as its "
                            + kind
                            + " '"
                            + name
                            + "', here are "
                            + count);
        }
        return paths.getFirst();
    }

    private static String kind(String kind, String name) {
        return name.isEmpty()
                ? "an " + kind + " without a name"
                : "an " + kind + " named '" + name + "'";
    }

    @Override
    public Path workspace() {
        return what.workspace();
    }

    @Override
    public Path scratch() {
        return what.scratch();
    }

    @Override
    public Path resume() {
        return what.resume();
    }

    @Override
    public int cpus() {
        return what.resources().cpu();
    }

    @Override
    public long memory() {
        return what.resources().memory();
    }

    @Override
    public void log(String line) {
        log.line(line);
    }

    @Override
    public void announce(String line) {
        log.announce(line);
    }

    @Override
    public void checkCancelled() throws InterruptedException {
        if (ending.isAsked()) {
            throw new InterruptedException("cancelled");
        }
    }

    @Override
    public AutoCloseable onCancel(Runnable action) {
        return ending.register(action);
    }
}
