package dev.weir.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Declares one task; see [PipelineBuilder]. Paths are relative to the workspace; a `/` at the end
/// of an output makes it a folder.
public final class TaskBuilder {
    private final TaskName name;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<TaskName> needs = new ArrayList<>();
    private final SortedMap<String, Value> params = new TreeMap<>();
    private final SortedMap<String, String> env = new TreeMap<>();
    private final SortedSet<String> passed = new TreeSet<>();
    private final List<String> secrets = new ArrayList<>();
    private final List<String> tools = new ArrayList<>();
    private boolean inherited;
    private Action action = new Action.Group();
    private String help = "";
    private Policy policy = Policy.USUAL;
    private Optional<Boolean> effect = Optional.empty();

    TaskBuilder(TaskName name) {
        this.name = name;
    }

    /// One line for the list of tasks.
    public TaskBuilder help(String line) {
        help = line;
        return this;
    }

    /// Scripts of a POSIX shell, run in order; each stops at its first failing line.
    public TaskBuilder run(String... scripts) {
        List<Template> templates = List.of(scripts).stream().map(Template::of).toList();
        action = new Action.Command(templates, Action.Command.SH, WorkspacePath.of("."));
        return this;
    }

    /// A built-in step with its settings: strings, whole and decimal numbers, booleans, lists and
    /// maps of these.
    public TaskBuilder uses(String step, Map<String, ?> with) {
        action = new Action.StepCall(step, (Value.Mapping) Values.of(with));
        return this;
    }

    /// A built-in step with its usual settings.
    public TaskBuilder uses(String step) {
        return uses(step, Map.of());
    }

    /// A file, folder or glob the task reads.
    public TaskBuilder input(String path) {
        return input("", path);
    }

    /// The same under a name.
    public TaskBuilder input(String inputName, String path) {
        return input(Input.of(inputName, path));
    }

    /// An input with attributes.
    public TaskBuilder input(Input input) {
        inputs.add(input);
        return this;
    }

    /// A file or folder the task makes.
    public TaskBuilder output(String path) {
        return output("", path);
    }

    /// The same under a name.
    public TaskBuilder output(String outputName, String path) {
        return output(Output.of(outputName, path));
    }

    /// The same, saying what it holds.
    public TaskBuilder output(String outputName, String path, Output.Kind kind) {
        return output(
                new Output(
                        outputName, WorkspacePath.of(path), path.endsWith("/"), false, true, kind));
    }

    /// An output that is removed once no task of the build needs it.
    public TaskBuilder temporary(String outputName, String path) {
        return output(
                new Output(
                        outputName,
                        WorkspacePath.of(path),
                        path.endsWith("/"),
                        true,
                        true,
                        Output.Kind.DATA));
    }

    /// An output that is too big for the content store: it is never restored, only made again.
    public TaskBuilder unstored(String outputName, String path) {
        return output(
                new Output(
                        outputName,
                        WorkspacePath.of(path),
                        path.endsWith("/"),
                        false,
                        false,
                        Output.Kind.DATA));
    }

    /// An output with attributes.
    public TaskBuilder output(Output output) {
        outputs.add(output);
        return this;
    }

    /// Tasks that must have succeeded before.
    public TaskBuilder needs(String... tasks) {
        for (String task : tasks) {
            needs.add(new TaskName(task));
        }
        return this;
    }

    /// A value the action reads from the file `$WEIR_PARAMS`.
    public TaskBuilder param(String path, Object value) {
        params.put(path, Values.of(value));
        return this;
    }

    /// A variable with its value.
    public TaskBuilder env(String variable, String value) {
        env.put(variable, value);
        return this;
    }

    /// A variable whose value comes from outside and counts.
    public TaskBuilder passEnv(String variable) {
        passed.add(variable);
        return this;
    }

    /// A variable whose value comes from outside, does not count and is masked.
    public TaskBuilder secret(String variable) {
        secrets.add(variable);
        return this;
    }

    /// All of weir's own environment is passed; it does not count.
    public TaskBuilder inheritEnv() {
        inherited = true;
        return this;
    }

    /// A command whose output counts: `python3 --version`.
    public TaskBuilder tool(String command) {
        tools.add(command);
        return this;
    }

    /// How often it is tried.
    public TaskBuilder retry(int attempts, Duration backoff) {
        return policy(
                new Policy(
                        new Policy.Retry(attempts, backoff),
                        policy.timeout(),
                        policy.resources(),
                        policy.refresh(),
                        policy.effect()));
    }

    /// The longest one try may take.
    public TaskBuilder timeout(Duration limit) {
        return policy(
                new Policy(
                        policy.retry(),
                        Optional.of(limit),
                        policy.resources(),
                        policy.refresh(),
                        policy.effect()));
    }

    /// What it occupies.
    public TaskBuilder resources(int cpu, long memory) {
        return policy(
                new Policy(
                        policy.retry(),
                        policy.timeout(),
                        new Policy.Resources(cpu, memory, policy.resources().pools()),
                        policy.refresh(),
                        policy.effect()));
    }

    /// How much it takes of a pool of the pipeline, see [PipelineBuilder#pool].
    public TaskBuilder pool(String poolName, int taken) {
        Policy.Resources before = policy.resources();
        SortedMap<String, Integer> pools = new TreeMap<>(before.pools());
        pools.put(poolName, taken);
        return policy(
                new Policy(
                        policy.retry(),
                        policy.timeout(),
                        new Policy.Resources(before.cpu(), before.memory(), pools),
                        policy.refresh(),
                        policy.effect()));
    }

    /// When it is looked at again although nothing changed.
    public TaskBuilder refresh(Policy.Refresh refresh) {
        return policy(
                new Policy(
                        policy.retry(),
                        policy.timeout(),
                        policy.resources(),
                        Optional.of(refresh),
                        policy.effect()));
    }

    /// Whether it acts on the world. A task with inputs and without outputs does, unless this says
    /// no.
    public TaskBuilder effect(boolean acts) {
        effect = Optional.of(acts);
        return this;
    }

    private TaskBuilder policy(Policy changed) {
        policy = changed;
        return this;
    }

    Task build() {
        boolean acts =
                effect.orElse(
                        !(action instanceof Action.Group)
                                && outputs.isEmpty()
                                && !inputs.isEmpty());
        Policy whole =
                new Policy(
                        policy.retry(),
                        policy.timeout(),
                        policy.resources(),
                        policy.refresh(),
                        acts);
        return new Task(
                name,
                help,
                action,
                inputs,
                outputs,
                needs,
                params,
                new Environment(env, passed, secrets, tools, inherited),
                whole);
    }
}
