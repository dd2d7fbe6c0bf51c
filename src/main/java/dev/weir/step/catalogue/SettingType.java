package dev.weir.step.catalogue;

import dev.weir.pipeline.Quantities;
import dev.weir.pipeline.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Which values a setting takes, and in which form they count: two values that a step cannot tell
/// apart have the same canonical form.
public sealed interface SettingType {
    /// What it takes, as users read it: `a whole number`.
    String text();

    /// The canonical form of a value.
    ///
    /// @param path the setting's name, with dots, for the message
    /// @throws SettingMistake when the value is not of this type
    Value canonical(Value value, String path);

    /// Text; a number or boolean counts as its text.
    record Text() implements SettingType {
        @Override
        public String text() {
            return "a text";
        }

        @Override
        public Value canonical(Value value, String path) {
            return switch (value) {
                case Value.Text text -> text;
                case Value.Whole _, Value.Decimal _, Value.Flag _ -> new Value.Text(value.text());
                case Value.Nothing _, Value.Sequence _, Value.Mapping _ ->
                        throw SettingMistake.wrong(path, this, value);
            };
        }
    }

    /// A whole number of 32 or 64 bits.
    record Whole(boolean wide) implements SettingType {
        @Override
        public String text() {
            return "a whole number";
        }

        @Override
        public Value canonical(Value value, String path) {
            if (!(value instanceof Value.Whole(long number))) {
                throw SettingMistake.wrong(path, this, value);
            }
            if (!wide && number != (int) number) {
                throw new SettingMistake("'" + path + "' is too large: " + number);
            }
            return value;
        }
    }

    /// A number; a whole one counts as the same with a fraction.
    record Decimal() implements SettingType {
        @Override
        public String text() {
            return "a number";
        }

        @Override
        public Value canonical(Value value, String path) {
            return switch (value) {
                case Value.Decimal decimal -> decimal;
                case Value.Whole(long number) -> new Value.Decimal((double) number);
                default -> throw SettingMistake.wrong(path, this, value);
            };
        }
    }

    /// True or false.
    record Flag() implements SettingType {
        @Override
        public String text() {
            return "true or false";
        }

        @Override
        public Value canonical(Value value, String path) {
            if (value instanceof Value.Flag) {
                return value;
            }
            throw SettingMistake.wrong(path, this, value);
        }
    }

    /// One of some words.
    record Choice(List<String> words) implements SettingType {
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String text() {
            return "one of " + String.join(", ", words);
        }

        @Override
        public Value canonical(Value value, String path) {
            if (value instanceof Value.Text(String word) && words.contains(word)) {
                return value;
            }
            throw SettingMistake.wrong(path, this, value);
        }
    }

    /// A time, `30s`; its canonical form is in milliseconds.
    record Time() implements SettingType {
        @Override
        public String text() {
            return "a time such as 500ms, 30s or 6h";
        }

        @Override
        public Value canonical(Value value, String path) {
            if (value instanceof Value.Text(String text) && Quantities.duration(text).isPresent()) {
                return new Value.Text(Quantities.duration(text).get().toMillis() + "ms");
            }
            throw SettingMistake.wrong(path, this, value);
        }
    }

    /// Settings of their own.
    record Nested(StepShape shape) implements SettingType {
        @Override
        public String text() {
            return "a mapping";
        }

        @Override
        public Value canonical(Value value, String path) {
            if (value instanceof Value.Mapping mapping) {
                return shape.canonical(mapping, path + ".");
            }
            throw SettingMistake.wrong(path, this, value);
        }
    }

    /// Values of a type in order.
    record ListOf(SettingType item) implements SettingType {
        @Override
        public String text() {
            return "a list";
        }

        @Override
        public Value canonical(Value value, String path) {
            if (!(value instanceof Value.Sequence(var values))) {
                throw SettingMistake.wrong(path, this, value);
            }
            List<Value> items = new ArrayList<>();
            for (Value one : values) {
                items.add(item.canonical(one, path));
            }
            return new Value.Sequence(items);
        }
    }

    /// Values of a type by name.
    record MapOf(SettingType item) implements SettingType {
        @Override
        public String text() {
            return "a mapping";
        }

        @Override
        public Value canonical(Value value, String path) {
            if (!(value instanceof Value.Mapping(var values))) {
                throw SettingMistake.wrong(path, this, value);
            }
            SequencedMap<String, Value> items = new LinkedHashMap<>();
            values.forEach((name, one) -> items.put(name, item.canonical(one, path + "." + name)));
            return new Value.Mapping(items);
        }
    }

    /// Any value but nothing.
    record Any() implements SettingType {
        @Override
        public String text() {
            return "a value";
        }

        @Override
        public Value canonical(Value value, String path) {
            return switch (value) {
                case Value.Nothing _ -> throw SettingMistake.wrong(path, this, value);
                case Value.Sequence _ -> new ListOf(this).canonical(value, path);
                case Value.Mapping _ -> new MapOf(this).canonical(value, path);
                default -> value;
            };
        }
    }
}
