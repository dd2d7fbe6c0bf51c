package dev.weir.ml.quality;

import com.google.gson.JsonObject;
import dev.weir.step.StepFailure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a metric has to be: `<= 8`, `< baseline_rmse`, `< 0.9 * baseline_rmse`.
///
/// @param metric the name of what is compared
/// @param factor the number it is compared with, or what the other metric is multiplied with
/// @param other the name of another metric
record Condition(String metric, Comparison comparison, double factor, Optional<String> other) {
    private static final Pattern TEXT =
            Pattern.compile(
                    "\\s*(<=|<|>=|>|==)\\s*(?:([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)|(?:([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*\\*\\s*)?([A-Za-z_][A-Za-z0-9_]*))\\s*");

    /// @throws IllegalArgumentException when the text is no condition
    static Condition of(String metric, String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s: %s' is no condition: write '<= 8', '< baseline_rmse' or '< 0.9 * baseline_rmse'"
                            .formatted(metric, text));
        }
        var number = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        return new Condition(
                metric,
                Comparison.of(matcher.group(1)),
                number == null ? 1 : Double.parseDouble(number),
                Optional.ofNullable(matcher.group(4)));
    }

    /// Whether it holds, and what was compared.
    Answer ask(JsonObject metrics) throws StepFailure {
        double left = value(metrics, metric);
        double right = factor * (other.isPresent() ? value(metrics, other.get()) : 1);
        var text = other.isPresent() ? "%s (%s)".formatted(bound(), number(right)) : number(right);
        return new Answer(
                comparison.holds(left, right),
                "%s is %s, wanted %s %s".formatted(metric, number(left), comparison.sign, text));
    }

    private String bound() {
        return (factor == 1 ? "" : number(factor) + " * ") + other.orElse("");
    }

    private static double value(JsonObject metrics, String name) throws StepFailure {
        var value = metrics.get(name);
        if (value == null || !value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
            throw new StepFailure(
                    "there is no metric '%s', only %s"
                            .formatted(name, String.join(", ", metrics.keySet())));
        }
        return value.getAsDouble();
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
    }

    /// @param said what was compared, with the figures
    record Answer(boolean holds, String said) {}

    enum Comparison {
        AT_MOST("<="),
        BELOW("<"),
        AT_LEAST(">="),
        ABOVE(">"),
        EQUAL("==");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        static Comparison of(String sign) {
            for (var comparison : values()) {
                if (comparison.sign.equals(sign)) {
                    return comparison;
                }
            }
            throw new IllegalArgumentException("no comparison " + sign);
        }

        /// Nothing holds for a figure that is not a number.
        boolean holds(double left, double right) {
            return switch (this) {
                case AT_MOST -> left <= right;
                case BELOW -> left < right;
                case AT_LEAST -> left >= right;
                case ABOVE -> left > right;
                case EQUAL -> left == right;
            };
        }
    }
}
