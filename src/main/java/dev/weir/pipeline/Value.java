package dev.weir.pipeline;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A value of a param, of `with` or of an expression: what YAML's core schema and JSON have in
/// common.
///
/// Two values are equal when they have the same type and content; the order of a mapping's keys
/// does not count.
public sealed interface Value {
    /// What it looks like inside a text: `8`, `0.1`, `true`, `xgboost`. Lists and mappings in
    /// YAML's flow style, for messages.
    String text();

    /// A text.
    record Text(String text) implements Value {}

    /// A whole number.
    record Whole(long number) implements Value {
        @Override
        public String text() {
            return Long.toString(number);
        }
    }

    /// A number with a fraction, finite. Its text is canonical: `1e-1` is `0.1`, `5.0` stays `5.0`.
    record Decimal(double number) implements Value {
        public Decimal {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("a number must be finite");
            }
            number = number == 0 ? 0.0 : number;
        }

        @Override
        public String text() {
            double size = Math.abs(number);
            if (size == 0 || size >= 1e-3 && size < 1e7) {
                return Double.toString(number); // as below, and BigDecimal takes 6 ms to load
            }
            if (size < 1e-9 || size >= 1e15) {
                return Double.toString(number);
            }
            BigDecimal plain = new BigDecimal(Double.toString(number)).stripTrailingZeros();
            return plain.scale() < 1 ? plain.setScale(1).toPlainString() : plain.toPlainString();
        }
    }

    /// True or false.
    record Flag(boolean on) implements Value {
        @Override
        public String text() {
            return Boolean.toString(on);
        }
    }

    /// YAML's `null`, or a key without a value.
    record Nothing() implements Value {
        @Override
        public String text() {
            return "null";
        }
    }

    /// Values in order.
    record Sequence(List<Value> values) implements Value {
        public Sequence {
            values = List.copyOf(values);
        }

        @Override
        public String text() {
            StringBuilder text = new StringBuilder("[");
            for (Value value : values) {
                text.append(text.length() == 1 ? "" : ", ").append(value.text());
            }
            return text.append(']').toString();
        }
    }

    /// Values by name, in the order they were written.
    record Mapping(SequencedMap<String, Value> values) implements Value {
        public Mapping {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }

        @Override
        public String text() {
            StringBuilder text = new StringBuilder("{");
            values.forEach((name, value) ->
                    text.append(text.length() == 1 ? "" : ", ")
                            .append(name)
                            .append(": ")
                            .append(value.text()));
            return text.append('}').toString();
        }
    }
}
