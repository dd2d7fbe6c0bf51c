package dev.weir.cli.command;

import dev.weir.pipeline.Param;
import dev.weir.pipeline.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a param may be, in a line: `int, 1 to 12, default 1: Month of the trips`.
final class ParamText {
    private ParamText() {}

    /// With the default where the value is another.
    static String of(Param param) {
        return text(param, param.type().text(), !param.initial().equals(param.value()));
    }

    /// With the default always, without the type.
    static String withDefault(Param param) {
        return text(param, "", true);
    }

    private static String text(Param param, String type, boolean defaulted) {
        List<String> parts = new ArrayList<>();
        if (!type.isEmpty()) {
            parts.add(type);
        }
        range(param.min(), param.max()).ifPresent(parts::add);
        if (!param.choices().isEmpty()) {
            parts.add(String.join(" | ", param.choices().stream().map(Value::text).toList()));
        }
        if (defaulted) {
            String initial = param.initial().text();
            parts.add("default " + (initial.isEmpty() ? "''" : initial));
        }
        String text = String.join(", ", parts);
        return param.help().isEmpty() ? text : param.help() + " (" + text + ")";
    }

    private static Optional<String> range(Optional<Value> min, Optional<Value> max) {
        if (min.isPresent() && max.isPresent()) {
            return Optional.of(min.get().text() + " to " + max.get().text());
        }
        return min.map(least -> "at least " + least.text())
                .or(() -> max.map(most -> "at most " + most.text()));
    }
}
