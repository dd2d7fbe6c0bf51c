package dev.weir.pipelinefile.plan;

import dev.weir.disk.RecordReader;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Environment;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.Policy.Refresh;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Template;
import dev.weir.pipeline.Value;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.step.catalogue.StepCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Unpacks what [PlanWriter] packed; order counts everywhere.
final class PlanReader {
    private final RecordReader from;

    PlanReader(RecordReader from) {
        this.from = from;
    }

    /// @throws IndexOutOfBoundsException or IllegalArgumentException for what no plan holds
    Plan plan(Outside outside) {
        StepCatalogue steps = StepCatalogue.of(from.text());
        String name = from.text();
        List<TaskName> targets = each(this::name);
        SequencedMap<TaskName, List<TaskName>> defaults = new LinkedHashMap<>();
        for (int i = from.count(); i > 0; i--) {
            defaults.put(name(), each(this::name));
        }
        SequencedMap<TaskName, Task> tasks = new LinkedHashMap<>();
        for (Task task : each(this::task)) {
            tasks.put(task.name(), task);
        }
        SequencedMap<TaskName, String> absent = new LinkedHashMap<>();
        for (int i = from.count(); i > 0; i--) {
            absent.put(name(), from.text());
        }
        List<Param> params = each(this::param);
        SortedMap<String, Integer> pools = counts();
        if (!from.atEnd()) {
            throw new IllegalArgumentException("more than a plan");
        }
        return new Plan(
                new Pipeline(name, targets, defaults, tasks, absent, params, pools),
                steps,
                outside);
    }

    private <T> List<T> each(Supplier<T> read) {
        int count = from.count();
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(read.get());
        }
        return all;
    }

    private <T> Optional<T> optional(Supplier<T> read) {
        return flag() ? Optional.of(read.get()) : Optional.empty();
    }

    private boolean flag() {
        return from.number() != 0;
    }

    private TaskName name() {
        return new TaskName(from.text());
    }

    private Task task() {
        return new Task(
                name(),
                from.text(),
                action(),
                each(this::input),
                each(this::output),
                each(this::name),
                slices(),
                environment(),
                policy());
    }

    private SortedMap<String, Value> slices() {
        SortedMap<String, Value> slices = new TreeMap<>();
        for (int i = from.count(); i > 0; i--) {
            slices.put(from.text(), value());
        }
        return slices;
    }

    private Action action() {
        return switch (from.count()) {
            case 0 ->
                    new Action.Command(
                            each(() -> new Template(each(this::part))), each(from::text), path());
            case 1 -> new Action.StepCall(from.text(), mapping());
            case 2 -> new Action.Group();
            default -> throw new IllegalArgumentException("no action");
        };
    }

    private Template.Part part() {
        return switch (from.count()) {
            case 0 -> new Template.Literal(from.text());
            case 1 -> new Template.InputPaths(from.text(), flag(), flag());
            default -> throw new IllegalArgumentException("no part of a text");
        };
    }

    private Input input() {
        return new Input(from.text(), pattern(), flag(), each(this::pattern));
    }

    private PathPattern pattern() {
        return flag() ? PathPattern.of(from.text()) : PathPattern.literal(from.text());
    }

    private WorkspacePath path() {
        return new WorkspacePath(from.text());
    }

    private Output output() {
        return new Output(
                from.text(), path(), flag(), flag(), flag(), Output.Kind.valueOf(from.text()));
    }

    private Environment environment() {
        SortedMap<String, String> fixed = new TreeMap<>();
        for (int i = from.count(); i > 0; i--) {
            fixed.put(from.text(), from.text());
        }
        return new Environment(
                fixed, new TreeSet<>(each(from::text)), each(from::text), each(from::text), flag());
    }

    private Policy policy() {
        return new Policy(
                new Policy.Retry(from.count(), time()),
                optional(this::time),
                new Policy.Resources(from.count(), from.number(), counts()),
                optional(this::refresh),
                flag());
    }

    private SortedMap<String, Integer> counts() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (int i = from.count(); i > 0; i--) {
            counts.put(from.text(), from.count());
        }
        return counts;
    }

    private Refresh refresh() {
        return switch (from.count()) {
            case 0 -> new Refresh.Always();
            case 1 -> new Refresh.After(time());
            case 2 -> new Refresh.Never();
            default -> throw new IllegalArgumentException("no refresh");
        };
    }

    private Duration time() {
        return Duration.ofSeconds(from.number(), from.number());
    }

    private Param param() {
        return new Param(
                from.text(),
                Param.Type.valueOf(from.text()),
                value(),
                value(),
                optional(this::value),
                optional(this::value),
                each(this::value),
                from.text());
    }

    private Value value() {
        return switch (from.count()) {
            case 0 -> new Value.Text(from.text());
            case 1 -> new Value.Whole(from.number());
            case 2 -> new Value.Decimal(Double.longBitsToDouble(from.number()));
            case 3 -> new Value.Flag(flag());
            case 4 -> new Value.Nothing();
            case 5 -> new Value.Sequence(each(this::value));
            case 6 -> values();
            default -> throw new IllegalArgumentException("no value");
        };
    }

    private Value.Mapping mapping() {
        if (value() instanceof Value.Mapping mapping) {
            return mapping;
        }
        throw new IllegalArgumentException("no mapping");
    }

    private Value.Mapping values() {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        for (int i = from.count(); i > 0; i--) {
            values.put(from.text(), value());
        }
        return new Value.Mapping(values);
    }
}
