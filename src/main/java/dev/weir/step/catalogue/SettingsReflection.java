package dev.weir.step.catalogue;

import dev.weir.pipeline.Value;
import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Rest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads shapes from records.
final class SettingsReflection {
    private final Deque<Class<?>> open = new ArrayDeque<>();

    StepShape shape(Class<?> record) {
        if (open.contains(record)) {
            throw new IllegalStateException("settings within themselves: " + record);
        }
        open.push(record);
        List<Setting> settings = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            settings.add(setting(component));
        }
        open.pop();
        return new StepShape(settings);
    }

    /// The key of a component: `learningRate` is `learning_rate`.
    static String key(RecordComponent component) {
        StringBuilder key = new StringBuilder();
        for (char c : component.getName().toCharArray()) {
            if (Character.isUpperCase(c)) {
                key.append('_');
            }
            key.append(Character.toLowerCase(c));
        }
        return key.toString();
    }

    /// The word of an enum's constant: `RANDOM_FOREST` is `random_forest`.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Setting setting(RecordComponent component) {
        Help help = component.getAnnotation(Help.class);
        String key = key(component);
        Type type = component.getGenericType();
        String line = help == null ? "" : help.value();
        if (component.isAnnotationPresent(Rest.class)) {
            Type item = argument(type, Map.class, 1).orElseThrow(() -> unfit(component));
            return new Setting(key, type(item, component), new Setting.Presence.Rest(), line);
        }
        Optional<Type> inner = argument(type, Optional.class, 0);
        if (inner.isPresent()) {
            return new Setting(
                    key, type(inner.get(), component), new Setting.Presence.Optional(), line);
        }
        SettingType known = type(type, component);
        Default initial = component.getAnnotation(Default.class);
        return new Setting(
                key,
                known,
                initial == null
                        ? new Setting.Presence.Required()
                        : new Setting.Presence.Default(initial(initial.value(), known, key)),
                line);
    }

    private static Value initial(String text, SettingType type, String key) {
        Value value = DefaultText.value(text);
        try {
            type.canonical(value, key);
        } catch (SettingMistake wrong) {
            throw new IllegalStateException(
                    "the default of a setting: " + wrong.getMessage(), wrong);
        }
        return value;
    }

    private SettingType type(Type type, RecordComponent component) {
        Optional<Type> item = argument(type, List.class, 0);
        if (item.isPresent()) {
            return new SettingType.ListOf(type(item.get(), component));
        }
        Optional<Type> value = argument(type, Map.class, 1);
        if (value.isPresent()) {
            return new SettingType.MapOf(type(value.get(), component));
        }
        if (type instanceof Class<?> plain) {
            return type(plain).orElseThrow(() -> unfit(component));
        }
        throw unfit(component);
    }

    private Optional<SettingType> type(Class<?> type) {
        if (type == String.class) {
            return Optional.of(new SettingType.Text());
        }
        if (type == int.class || type == Integer.class) {
            return Optional.of(new SettingType.Whole(false));
        }
        if (type == long.class || type == Long.class) {
            return Optional.of(new SettingType.Whole(true));
        }
        if (type == double.class || type == Double.class) {
            return Optional.of(new SettingType.Decimal());
        }
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of(new SettingType.Flag());
        }
        if (type == Duration.class) {
            return Optional.of(new SettingType.Time());
        }
        if (type == Object.class) {
            return Optional.of(new SettingType.Any());
        }
        if (type.isEnum()) {
            return Optional.of(
                    new SettingType.Choice(
                            Arrays.stream(type.getEnumConstants())
                                    .map(constant -> word((Enum<?>) constant))
                                    .toList()));
        }
        return type.isRecord()
                ? Optional.of(new SettingType.Nested(shape(type)))
                : Optional.empty();
    }

    private static Optional<Type> argument(Type type, Class<?> raw, int index) {
        return type instanceof ParameterizedType given && given.getRawType() == raw
                ? Optional.of(given.getActualTypeArguments()[index])
                : Optional.empty();
    }

    private static IllegalStateException unfit(RecordComponent component) {
        return new IllegalStateException(
                "no setting can be of type "
                        + component.getGenericType()
                        + ": "
                        + component.getDeclaringRecord().getName()
                        + "."
                        + component.getName());
    }
}
