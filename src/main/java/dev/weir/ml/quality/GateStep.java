package dev.weir.ml.quality;

import dev.weir.ml.data.JsonFile;
import dev.weir.step.Help;
import dev.weir.step.Rest;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Fails unless every condition on the figures in `metrics` holds.
public final class GateStep implements Step<GateStep.Settings> {
    @Override
    public void run(StepContext<Settings> context) throws Exception {
        var metrics = JsonFile.read(context.input("metrics"));
        var failed = new ArrayList<String>();
        for (var condition : context.settings().parsed()) {
            var answer = condition.ask(metrics);
            context.log(answer.said() + (answer.holds() ? ": ok" : ": no"));
            if (!answer.holds()) {
                failed.add(answer.said());
            }
        }
        if (!failed.isEmpty()) {
            throw new StepFailure("the gate is closed: " + String.join("; ", failed));
        }
    }

    /// @param conditions metric → one condition, or a list of them
    public record Settings(
            @Help(
                            "A metric's name, and what it has to be: '<= 8', '< 0.9 * baseline_rmse', or a list")
                    @Rest
                    Map<String, Object> conditions) {
        public Settings {
            conditions = Map.copyOf(conditions);
            if (parse(conditions).isEmpty()) {
                throw new IllegalArgumentException("a gate needs a condition, as in rmse: '<= 8'");
            }
        }

        List<Condition> parsed() {
            return parse(conditions);
        }

        private static List<Condition> parse(Map<String, Object> conditions) {
            var parsed = new ArrayList<Condition>();
            for (var metric : conditions.keySet().stream().sorted().toList()) {
                var value = conditions.get(metric);
                for (var text : value instanceof List<?> list ? list : List.of(value)) {
                    parsed.add(Condition.of(metric, String.valueOf(text)));
                }
            }
            return parsed;
        }
    }
}
