package dev.weir.pipelinefile;

import dev.weir.diagnostic.DiagnosticText;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.Template;
import java.util.List;

/// A pipeline as lines, what is usual left out.
final class PipelineDump {
    private final StringBuilder text = new StringBuilder();

    private PipelineDump() {}

    static String of(Loaded loaded) {
        PipelineDump dump = new PipelineDump();
        Pipeline pipeline = loaded.pipeline();
        dump.line(0, "pipeline", pipeline.name());
        pipeline.targets().forEach(target -> dump.line(0, "target", target));
        pipeline.params().forEach(dump::param);
        pipeline.pools()
                .forEach((pool, size) -> {
                    if (!pool.equals("gpu") || size != 1) {
                        dump.line(0, "pool " + pool, size);
                    }
                });
        pipeline.tasks().values().forEach(dump::task);
        pipeline.absent().forEach((task, reason) -> dump.line(0, "absent " + task, reason));
        dump.text.append(DiagnosticText.of(loaded.warnings()));
        return dump.text.toString();
    }

    private void line(int depth, String name, Object value) {
        text.append("  ".repeat(depth)).append(name);
        if (!value.toString().isEmpty()) {
            text.append(": ").append(value.toString().replace("\n", "\\n"));
        }
        text.append('\n');
    }

    private void param(Param param) {
        StringBuilder line = new StringBuilder(param.type().text());
        line.append(' ').append(param.value().text());
        if (!param.initial().equals(param.value())) {
            line.append(", initially ").append(param.initial().text());
        }
        param.min().ifPresent(min -> line.append(", min ").append(min.text()));
        param.max().ifPresent(max -> line.append(", max ").append(max.text()));
        if (!param.choices().isEmpty()) {
            line.append(", choices ");
            param.choices().forEach(choice -> line.append(choice.text()).append(' '));
        }
        if (!param.help().isEmpty()) {
            line.append(", help ").append(param.help());
        }
        line(0, "param " + param.path(), line);
    }

    private void task(Task task) {
        line(0, "task " + task.name(), task.help());
        action(task.action());
        for (Input input : task.inputs()) {
            StringBuilder line = new StringBuilder(input.pattern().text());
            line.append(input.pattern().isGlob() ? " (glob)" : "");
            line.append(input.optional() ? " (optional)" : "");
            List<String> exclude = input.exclude().stream().map(PathPattern::text).toList();
            line.append(exclude.isEmpty() ? "" : " without " + String.join(" ", exclude));
            line(1, "input " + input.name(), line);
        }
        for (Output output : task.outputs()) {
            String kind = output.kind() == Output.Kind.DATA ? "" : " (" + output.kind() + ")";
            line(
                    1,
                    "output " + output.name(),
                    output.text()
                            + kind
                            + (output.temporary() ? " (temporary)" : "")
                            + (output.stored() ? "" : " (not stored)"));
        }
        task.needs().forEach(need -> line(1, "needs", need));
        task.params().forEach((path, value) -> line(1, "param " + path, value.text()));
        task.environment().fixed().forEach((name, value) -> line(1, "env " + name, value));
        task.environment().passed().forEach(name -> line(1, "passed", name));
        task.environment().secrets().forEach(name -> line(1, "secret", name));
        task.environment().tools().forEach(tool -> line(1, "tool", tool));
        if (task.environment().inherited()) {
            line(1, "inherits", "");
        }
        policy(task.policy());
    }

    private void action(Action action) {
        switch (action) {
            case Action.Group() -> line(1, "group", "");
            case Action.StepCall(String step, var with) -> line(1, "step " + step, with.text());
            case Action.Command(var scripts, var shell, var workdir) -> {
                if (!shell.equals(Action.Command.SH)) {
                    line(1, "shell", String.join(" | ", shell));
                }
                scripts.forEach(script -> line(1, "run", script(script)));
                if (!workdir.text().equals(".")) {
                    line(1, "workdir", workdir);
                }
            }
        }
    }

    private static String script(Template script) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : script.parts()) {
            switch (part) {
                case Template.Literal(String literal) -> text.append(literal);
                case Template.InputPaths(String name, boolean inQuotes, boolean raw) ->
                        text.append('<')
                                .append(name.isEmpty() ? "inputs" : name)
                                .append(inQuotes ? " in quotes" : "")
                                .append(raw ? " raw" : "")
                                .append('>');
            }
        }
        return text.toString();
    }

    private void policy(Policy policy) {
        Policy usual = Policy.USUAL;
        if (!policy.retry().equals(usual.retry())) {
            line(1, "retry", policy.retry().attempts() + " " + policy.retry().backoff());
        }
        policy.timeout().ifPresent(timeout -> line(1, "timeout", timeout));
        if (!policy.resources().equals(usual.resources())) {
            line(1, "resources", policy.resources().cpu() + " " + policy.resources().memory());
            policy.resources().pools().forEach((pool, taken) -> line(1, "of " + pool, taken));
        }
        policy.refresh()
                .ifPresent(refresh ->
                        line(
                                1,
                                "refresh",
                                switch (refresh) {
                                    case Policy.Refresh.Always() -> "always";
                                    case Policy.Refresh.Never() -> "never";
                                    case Policy.Refresh.After(var age) -> age;
                                }));
        if (policy.effect()) {
            line(1, "effect", "");
        }
    }
}
