package dev.weir.build.verdict;

import dev.weir.cache.ActionResult;
import dev.weir.cache.Lookup;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.digest.TaskKey;
import dev.weir.graph.OutputIndex;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Gathers what a verdict rests on, and asks for it. Changes nothing.
public final class Judge {
    private final TaskGraph graph;
    private final Stores stores;
    private final KeyBuilder keys;
    private final Knowledge knowledge;
    private final InputView inputs;
    private final Instant now;
    private final List<String> damage = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    public Judge(
            TaskGraph graph, Stores stores, KeyBuilder keys, Knowledge knowledge, Instant now) {
        this.graph = graph;
        this.stores = stores;
        this.keys = keys;
        this.knowledge = knowledge;
        this.inputs = new InputView(stores.disk(), graph.outputs(), knowledge);
        this.now = now;
    }

    /// The verdict on a task whose sources' outputs are known; pending when the cache has lost what
    /// one of them made.
    public Survey.Finding judge(int number, boolean forced) throws InterruptedException {
        Task task = graph.task(number);
        Optional<Trace> trace = stores.traces().of(task.name());
        if (task.isGroup()) {
            return unkeyed(new Verdict.Grouped(), trace);
        }
        try {
            return !forced && Rebuilder.isFrozen(task, trace)
                    ? frozen(number, trace.orElseThrow())
                    : judge(number, trace, forced);
        } catch (ImpossibleException problem) {
            return unkeyed(new Verdict.Impossible(problem.message()), trace);
        } catch (LostException lost) {
            return unkeyed(
                    new Verdict.Pending(new TreeSet<>(List.of(graph.task(lost.maker()).name()))),
                    trace);
        }
    }

    private static Survey.Finding unkeyed(Verdict verdict, Optional<Trace> trace) {
        return new Survey.Finding(verdict, Optional.empty(), Optional.empty(), trace);
    }

    private Survey.Finding judge(int number, Optional<Trace> trace, boolean forced)
            throws ImpossibleException, LostException, InterruptedException {
        Task task = graph.task(number);
        ResolvedInputs resolved = inputs.resolve(task.inputs());
        KeyFields fields = keys.fields(task, resolved);
        Verdict verdict = verdict(number, snapshot(task, fields, fields.key(trace), trace, forced));
        return new Survey.Finding(verdict, Optional.of(fields), Optional.of(resolved), trace);
    }

    /// What it would read now does not count, nor whether it is there.
    private Survey.Finding frozen(int number, Trace trace)
            throws ImpossibleException, InterruptedException {
        Task task = graph.task(number);
        KeyFields fields = KeyFields.of(trace);
        Verdict verdict =
                verdict(number, snapshot(task, fields, trace.key(), Optional.of(trace), false));
        return new Survey.Finding(
                verdict, Optional.of(fields), Optional.empty(), Optional.of(trace));
    }

    private Verdict verdict(int number, Snapshot snapshot) {
        Verdict verdict = Rebuilder.verdict(graph.task(number), snapshot);
        learn(number, verdict, snapshot);
        return verdict;
    }

    /// What the task's tools said so far counts no more: tasks have run that it comes after.
    public void forgetTools(int number) {
        keys.forgetTools(graph.task(number));
    }

    /// What is known of the task's last success.
    public Optional<Trace> trace(int number) {
        return stores.traces().of(graph.task(number).name());
    }

    private Snapshot snapshot(
            Task task, KeyFields fields, TaskKey key, Optional<Trace> trace, boolean forced)
            throws ImpossibleException, InterruptedException {
        if (task.policy().refresh().filter(Policy.Refresh.After.class::isInstance).isPresent()) {
            stores.looks().areNotAll();
        }
        SortedMap<WorkspacePath, Entry> disk = stores.standing(task);
        boolean settled =
                trace.isPresent()
                        && trace.get().key().equals(key)
                        && isIntact(task, trace.get(), disk);
        Optional<ActionResult> recorded =
                settled || forced || task.isEffect() || task.isPlainCommand()
                        ? Optional.empty()
                        : recorded(key, task);
        boolean held = recorded.isPresent() && isHeld(task, recorded.get(), disk);
        return new Snapshot(fields, key, trace, recorded, held, disk, now, forced);
    }

    private static boolean isIntact(Task task, Trace trace, SortedMap<WorkspacePath, Entry> disk) {
        for (Output output : task.outputs()) {
            Entry made = trace.outputs().get(output.path());
            Entry there = disk.get(output.path());
            if (made == null || there == null ? !output.temporary() : !there.sameAs(made)) {
                return false;
            }
        }
        return true;
    }

    /// A result counts only if it has every output that is declared.
    private Optional<ActionResult> recorded(TaskKey key, Task task) {
        return switch (stores.find(key)) {
            case Lookup.Hit(ActionResult result) ->
                    Optional.of(result).filter(it -> hasAll(it, task.outputs()));
            case Lookup.Miss() -> Optional.empty();
            case Lookup.Corrupt(String entry, String why) -> {
                String message =
                        "the cached result of task '"
                                + task.name()
                                + "' is damaged ("
                                + why
                                + "): "
                                + entry;
                if (told.add(message)) {
                    damage.add(message);
                }
                yield Optional.empty();
            }
        };
    }

    private static boolean hasAll(ActionResult result, List<Output> outputs) {
        return outputs.stream().allMatch(output -> result.outputs().containsKey(output.path()));
    }

    /// What was found damaged in the cache since the last call, for a person; nothing twice.
    public List<String> takeDamage() {
        List<String> found = List.copyOf(damage);
        damage.clear();
        return found;
    }

    private boolean isHeld(Task task, ActionResult result, SortedMap<WorkspacePath, Entry> disk) {
        for (Output output : outputsToRestore(task, result, disk)) {
            if (!isHeld(result.outputs().get(output.path()))) {
                return false;
            }
        }
        return true;
    }

    /// Whether the store has all bytes of an output.
    public boolean isHeld(ActionResult.@Nullable Made made) {
        return switch (made) {
            case null -> false;
            case ActionResult.MadeFile(Entry entry) -> stores.holds(entry.digest());
            case ActionResult.MadeFolder(Manifest manifest) -> {
                for (Manifest.Member member : manifest.members().values()) {
                    if (member instanceof Manifest.File file && !stores.holds(file.digest())) {
                        yield false;
                    }
                }
                yield true;
            }
        };
    }

    /// Whether an output that is there may go once nothing needs it: it can be brought back, or is
    /// declared to be made again whenever it is needed.
    public boolean mayGo(OutputIndex.Made made) {
        return made.output().temporary()
                && knowledge.isOnDisk(made)
                && (!made.output().stored()
                        || knowledge.recorded(made).filter(this::isHeld).isPresent());
    }

    /// The outputs that have to be written for the disk to equal a result.
    public static List<Output> outputsToRestore(
            Task task, ActionResult result, Map<WorkspacePath, Entry> disk) {
        return task.outputs().stream()
                .filter(output -> {
                    Entry there = disk.get(output.path());
                    ActionResult.Made made = result.outputs().get(output.path());
                    return there == null
                            ? !output.temporary()
                            : made == null || !there.sameAs(made.entry());
                })
                .toList();
    }

    private void learn(int task, Verdict verdict, Snapshot snapshot) {
        switch (verdict) {
            case Verdict.UpToDate(TaskKey key, var outputs, _) ->
                    knowledge.put(
                            task,
                            new Knowledge.Known(key, outputs, missing(outputs, snapshot.disk())));
            case Verdict.Restorable(TaskKey key, ActionResult result, _) -> {
                var outputs = Rebuilder.entries(result);
                knowledge.put(
                        task, new Knowledge.Known(key, outputs, missing(outputs, snapshot.disk())));
            }
            case Verdict.Stale _, Verdict.Pending _, Verdict.Grouped _, Verdict.Impossible _ -> {}
        }
    }

    private static Set<WorkspacePath> missing(
            SortedMap<WorkspacePath, Entry> outputs, SortedMap<WorkspacePath, Entry> disk) {
        Set<WorkspacePath> missing = new HashSet<>();
        outputs.forEach((path, entry) -> {
            Entry there = disk.get(path);
            if (there == null || !there.sameAs(entry)) {
                missing.add(path);
            }
        });
        return missing;
    }
}
