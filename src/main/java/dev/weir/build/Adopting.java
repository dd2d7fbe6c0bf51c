package dev.weir.build;

import dev.weir.build.BuildRefused.Refusal;
import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Events;
import dev.weir.build.run.OutputCheck;
import dev.weir.build.run.StoreKeeper;
import dev.weir.build.verdict.Judge;
import dev.weir.build.verdict.KeyFields;
import dev.weir.build.verdict.Knowledge;
import dev.weir.build.verdict.Stores;
import dev.weir.build.verdict.Survey;
import dev.weir.build.verdict.Verdict;
import dev.weir.cache.ActionResult;
import dev.weir.cache.Recorded;
import dev.weir.digest.Entry;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.RunId;
import dev.weir.trace.Trace;
import dev.weir.workspace.OnDisk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Records what stands at the outputs of tasks as what they make of their inputs as they are now,
/// without running them. All of them or none. Needs the workspace's lock.
final class Adopting {
    private final TaskGraph graph;
    private final String pipelinefile;
    private final Stores stores;
    private final Knowledge knowledge;
    private final Judge judge;
    private final List<Refusal> refusals = new ArrayList<>();
    private final SequencedMap<Integer, KeyFields> adoptable = new LinkedHashMap<>();
    private final BitSet open = new BitSet();

    Adopting(
            TaskGraph graph, String pipelinefile, Stores stores, Knowledge knowledge, Judge judge) {
        this.graph = graph;
        this.pipelinefile = pipelinefile;
        this.stores = stores;
        this.knowledge = knowledge;
        this.judge = judge;
    }

    /// @param now when
    /// @throws BuildRefused with all that is in the way; nothing was recorded then
    Adopted adopt(List<TaskName> tasks, RunId run, Instant now, Events events)
            throws BuildRefused, InterruptedException, IOException {
        BitSet closure = graph.closure(tasks);
        for (int task = closure.nextSetBit(0); task >= 0; task = closure.nextSetBit(task + 1)) {
            if (tasks.contains(graph.task(task).name())) {
                check(task);
            } else {
                look(task);
            }
        }
        if (!refusals.isEmpty()) {
            throw new BuildRefused(refusals);
        }
        SequencedMap<TaskName, List<WorkspacePath>> adopted = new LinkedHashMap<>();
        for (var one : adoptable.entrySet()) {
            Task task = graph.task(one.getKey());
            record(task, one.getValue(), run, now, events);
            adopted.put(task.name(), task.outputs().stream().map(Output::path).toList());
        }
        return new Adopted(adopted);
    }

    /// What a task that is not adopted makes has to be known to those that are.
    private void look(int number) throws InterruptedException {
        Survey.Finding finding = judge.judge(number, false);
        boolean known =
                switch (finding.verdict()) {
                    case Verdict.UpToDate _, Verdict.Restorable _, Verdict.Grouped _ -> true;
                    case Verdict.Stale _, Verdict.Pending _, Verdict.Impossible _ -> false;
                };
        open.set(number, !known);
    }

    private void check(int number) throws InterruptedException {
        Task task = graph.task(number);
        if (task.outputs().isEmpty()) {
            refuse(task, "has no outputs, so there is nothing to adopt");
            return;
        }
        Optional<TaskName> source = openSource(number);
        if (source.isPresent()) {
            refuse(
                    task,
                    "reads what task '"
                            + source.get()
                            + "' makes, which is not up to date: build that, or adopt it too");
            return;
        }
        Survey.Finding finding = judge.judge(number, true);
        switch (finding.verdict()) {
            case Verdict.Stale(var key, _) -> {
                KeyFields fields = finding.fields().orElseThrow();
                adoptable.put(number, fields);
                knowledge.put(number, new Knowledge.Known(key, standing(task), Set.of()));
            }
            case Verdict.Impossible(String message) ->
                    refuse(task, "cannot be adopted: " + message);
            case Verdict.Pending(var on) ->
                    refuse(
                            task,
                            "reads what task '"
                                    + on.getFirst()
                                    + "' made and the cache has lost: build that with --rerun "
                                    + on.getFirst());
            case Verdict.UpToDate _, Verdict.Restorable _, Verdict.Grouped _ ->
                    throw new IllegalStateException("not forced: " + task.name());
        }
    }

    private Optional<TaskName> openSource(int number) {
        for (int source : graph.sources(number)) {
            if (open.get(source)) {
                return Optional.of(graph.task(source).name());
            }
        }
        return Optional.empty();
    }

    private void refuse(Task task, String why) {
        open.set(graph.number(task.name()).orElseThrow());
        refusals.add(new Refusal.Said("task '" + task.name() + "' " + why));
    }

    /// What stands at the outputs; what is wrong with it is refused.
    private SortedMap<WorkspacePath, Entry> standing(Task task) throws InterruptedException {
        SortedMap<WorkspacePath, Entry> standing = new TreeMap<>();
        for (Output output : task.outputs()) {
            OnDisk there = stores.disk().output(output.path());
            wrong(output, there).ifPresent(why -> refuse(task, "cannot be adopted: " + why));
            there.content().ifPresent(entry -> standing.put(output.path(), entry));
        }
        return standing;
    }

    private static Optional<String> wrong(Output output, OnDisk there) {
        String named = "its output '" + output.text() + "' ";
        return switch (there) {
            case OnDisk.Nothing() -> Optional.of(named + "is not there");
            case OnDisk.File _ when output.folder() ->
                    Optional.of(named + "is declared as a folder, and a file stands there");
            case OnDisk.Folder _ when !output.folder() ->
                    Optional.of(
                            named
                                    + "is declared as a file, and a folder stands there (a folder's path ends in '/')");
            case OnDisk.Unusable(var why) -> Optional.of("its output " + why.getFirst().message());
            case OnDisk.File _, OnDisk.Folder _ -> Optional.empty();
        };
    }

    private void record(Task task, KeyFields fields, RunId run, Instant now, Events events)
            throws IOException, InterruptedException {
        boolean keeps = !task.isEffect() && stores.contents().isWritable();
        SortedMap<WorkspacePath, OnDisk> there = new TreeMap<>();
        for (Output output : task.outputs()) {
            there.put(
                    output.path(),
                    keeps && output.stored()
                            ? stores.disk().keep(output.path(), new StoreKeeper(stores.contents()))
                            : stores.disk().output(output.path()));
        }
        List<String> uncacheable = OutputCheck.uncacheable(there);
        if (keeps && uncacheable.isEmpty()) {
            recordResult(task, fields, there, run, now, events);
        }
        SortedMap<WorkspacePath, Entry> outputs = new TreeMap<>();
        there.forEach((path, one) -> one.content().ifPresent(entry -> outputs.put(path, entry)));
        stores.traces()
                .append(
                        new Trace(
                                task.name(),
                                pipelinefile,
                                fields.key(),
                                run,
                                fields.config(),
                                fields.inputs(),
                                outputs,
                                now,
                                Duration.ZERO),
                        "");
    }

    private void recordResult(
            Task task,
            KeyFields fields,
            SortedMap<WorkspacePath, OnDisk> there,
            RunId run,
            Instant now,
            Events events)
            throws IOException {
        ActionResult result =
                new ActionResult(
                        task.name().text(),
                        OutputCheck.made(there),
                        Optional.empty(),
                        run.text(),
                        now,
                        Duration.ZERO);
        if (stores.actions().record(fields.key(), result)
                instanceof Recorded.Differs(var first, _)) {
            events.on(
                    new BuildEvent.Warned(
                            "'"
                                    + first
                                    + "' differs from what task '"
                                    + task.name()
                                    + "' made from the same inputs before: from now on it counts as what it makes"));
        }
    }
}
