package dev.weir.pipelinefile.plan;

import dev.weir.disk.RecordWriter;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Environment;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.Policy.Refresh;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Template;
import dev.weir.pipeline.Value;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/// Packs a pipeline, each part as [PlanReader] unpacks it: variants by their number in the order of
/// the `switch`, which is that of the reader's.
final class PlanWriter {
    private final RecordWriter to;

    PlanWriter(RecordWriter to) {
        this.to = to;
    }

    void write(Pipeline pipeline, String steps) {
        to.text(steps).text(pipeline.name());
        each(pipeline.targets(), this::name);
        to.number(pipeline.defaults().size());
        pipeline.defaults()
                .forEach((file, tasks) -> {
                    name(file);
                    each(tasks, this::name);
                });
        each(pipeline.tasks().values(), this::task);
        to.number(pipeline.absent().size());
        pipeline.absent()
                .forEach((name, reason) -> {
                    name(name);
                    to.text(reason);
                });
        each(pipeline.params(), this::param);
        counts(pipeline.pools());
    }

    private <T> void each(Collection<T> all, Consumer<T> write) {
        to.number(all.size());
        all.forEach(write);
    }

    private <T> void optional(Optional<T> one, Consumer<T> write) {
        flag(one.isPresent());
        one.ifPresent(write);
    }

    private void flag(boolean on) {
        to.number(on ? 1 : 0);
    }

    private void name(TaskName name) {
        to.text(name.text());
    }

    private void task(Task task) {
        name(task.name());
        to.text(task.help());
        action(task.action());
        each(task.inputs(), this::input);
        each(task.outputs(), this::output);
        each(task.needs(), this::name);
        to.number(task.params().size());
        task.params()
                .forEach((path, value) -> {
                    to.text(path);
                    value(value);
                });
        environment(task.environment());
        policy(task.policy());
    }

    private void action(Action action) {
        switch (action) {
            case Action.Command command -> {
                to.number(0);
                each(command.scripts(), script -> each(script.parts(), this::part));
                each(command.shell(), to::text);
                to.text(command.workdir().text());
            }
            case Action.StepCall(String step, Value.Mapping with) -> {
                to.number(1).text(step);
                value(with);
            }
            case Action.Group() -> to.number(2);
        }
    }

    private void part(Template.Part part) {
        switch (part) {
            case Template.Literal(String text) -> to.number(0).text(text);
            case Template.InputPaths(String name, boolean inQuotes, boolean raw) -> {
                to.number(1).text(name);
                flag(inQuotes);
                flag(raw);
            }
        }
    }

    private void input(Input input) {
        to.text(input.name());
        pattern(input.pattern());
        flag(input.optional());
        each(input.exclude(), this::pattern);
    }

    private void pattern(PathPattern pattern) {
        flag(pattern.isGlob());
        to.text(pattern.text());
    }

    private void output(Output output) {
        to.text(output.name()).text(output.path().text());
        flag(output.folder());
        flag(output.temporary());
        flag(output.stored());
        to.text(output.kind().name());
    }

    private void environment(Environment environment) {
        to.number(environment.fixed().size());
        environment.fixed().forEach((name, value) -> to.text(name).text(value));
        each(environment.passed(), to::text);
        each(environment.secrets(), to::text);
        each(environment.tools(), to::text);
        flag(environment.inherited());
    }

    private void policy(Policy policy) {
        to.number(policy.retry().attempts());
        time(policy.retry().backoff());
        optional(policy.timeout(), this::time);
        to.number(policy.resources().cpu()).number(policy.resources().memory());
        counts(policy.resources().pools());
        optional(policy.refresh(), this::refresh);
        flag(policy.effect());
    }

    private void counts(SortedMap<String, Integer> counts) {
        to.number(counts.size());
        counts.forEach((name, count) -> to.text(name).number(count));
    }

    private void refresh(Refresh refresh) {
        switch (refresh) {
            case Refresh.Always() -> to.number(0);
            case Refresh.After(Duration age) -> {
                to.number(1);
                time(age);
            }
            case Refresh.Never() -> to.number(2);
        }
    }

    private void time(Duration time) {
        to.number(time.getSeconds()).number(time.getNano());
    }

    private void param(Param param) {
        to.text(param.path()).text(param.type().name());
        value(param.value());
        value(param.initial());
        optional(param.min(), this::value);
        optional(param.max(), this::value);
        each(param.choices(), this::value);
        to.text(param.help());
    }

    private void value(Value value) {
        switch (value) {
            case Value.Text(String text) -> to.number(0).text(text);
            case Value.Whole(long number) -> to.number(1).number(number);
            case Value.Decimal(double number) ->
                    to.number(2).number(Double.doubleToRawLongBits(number));
            case Value.Flag(boolean on) -> {
                to.number(3);
                flag(on);
            }
            case Value.Nothing() -> to.number(4);
            case Value.Sequence(var values) -> {
                to.number(5);
                each(values, this::value);
            }
            case Value.Mapping(var values) -> {
                to.number(6).number(values.size());
                values.forEach((name, one) -> {
                    to.text(name);
                    value(one);
                });
            }
        }
    }
}
