package dev.weir.step.catalogue;

import dev.weir.pipeline.Quantities;
import dev.weir.pipeline.Value;
import dev.weir.step.Rest;
import dev.weir.step.Step;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes a step's settings of what stands under `with`. Mappings have their keys in order, as in
/// digests: how they are written changes nothing.
public final class SettingsBinder {
    private SettingsBinder() {}

    /// The record of settings a step's class is declared with.
    ///
    /// @throws IllegalStateException when the class does not say which
    public static Class<? extends Record> settings(Class<?> step) {
        for (Type type : step.getGenericInterfaces()) {
            if (type instanceof ParameterizedType given
                    && given.getRawType() == Step.class
                    && given.getActualTypeArguments()[0] instanceof Class<?> settings) {
                return settings.asSubclass(Record.class);
            }
        }
        throw new IllegalStateException(step.getName() + " does not implement Step<…> itself");
    }

    /// The settings, defaults filled in.
    ///
    /// @throws IllegalArgumentException when they do not fit, or the record rejects them; the
    ///   message is for the user
    public static <C extends Record> C bind(Class<C> type, Value.Mapping with) {
        return record(type, StepShape.of(type).canonical(with));
    }

    private static <C extends Record> C record(Class<C> type, Value.Mapping canonical) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        List<String> names = new ArrayList<>();
        for (RecordComponent component : components) {
            if (!component.isAnnotationPresent(Rest.class)) {
                names.add(SettingsReflection.key(component));
            }
        }
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = component(components[i], canonical, names);
        }
        return made(type, types, values);
    }

    private static Object component(
            RecordComponent component, Value.Mapping canonical, List<String> names) {
        Type type = component.getGenericType();
        if (component.isAnnotationPresent(Rest.class)) {
            Map<String, Object> rest = new TreeMap<>();
            canonical
                    .values()
                    .forEach((key, value) -> {
                        if (!names.contains(key)) {
                            rest.put(key, object(value, argument(type, 1)));
                        }
                    });
            return Collections.unmodifiableMap(rest);
        }
        Value value = canonical.values().get(SettingsReflection.key(component));
        if (component.getType() == Optional.class) {
            return Optional.ofNullable(value).map(given -> object(given, argument(type, 0)));
        }
        if (value == null) {
            throw new IllegalStateException("no value for " + component);
        }
        return object(value, type);
    }

    private static Object object(Value value, Type type) {
        return switch (value) {
            case Value.Text(String text) -> text(text, type);
            case Value.Whole(long number) when type == int.class || type == Integer.class ->
                    Math.toIntExact(number);
            case Value.Whole(long number) -> number;
            case Value.Decimal(double number) -> number;
            case Value.Flag(boolean on) -> on;
            case Value.Nothing _ -> throw new IllegalStateException("a setting without a value");
            case Value.Sequence(var values) -> list(values, itemType(type, 0));
            case Value.Mapping mapping when type instanceof Class<?> plain && plain.isRecord() ->
                    record(plain.asSubclass(Record.class), mapping);
            case Value.Mapping(var values) -> map(values, itemType(type, 1));
        };
    }

    private static Object text(String text, Type type) {
        if (type instanceof Class<?> plain && plain.isEnum()) {
            for (Object constant : plain.getEnumConstants()) {
                if (SettingsReflection.word((Enum<?>) constant).equals(text)) {
                    return constant;
                }
            }
        }
        return type == java.time.Duration.class ? Quantities.duration(text).orElseThrow() : text;
    }

    private static List<Object> list(List<Value> values, Type item) {
        List<Object> list = new ArrayList<>();
        values.forEach(value -> list.add(object(value, item)));
        return Collections.unmodifiableList(list);
    }

    private static Map<String, Object> map(Map<String, Value> values, Type item) {
        Map<String, Object> map = new TreeMap<>();
        values.forEach((name, value) -> map.put(name, object(value, item)));
        return Collections.unmodifiableMap(map);
    }

    private static Type itemType(Type type, int index) {
        return type instanceof ParameterizedType ? argument(type, index) : Object.class;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static <C extends Record> C made(Class<C> type, Class<?>[] types, Object[] values) {
        try {
            Constructor<C> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException wrong) {
            if (wrong.getCause() instanceof IllegalArgumentException rejected) {
                throw rejected;
            }
            throw new IllegalStateException("settings cannot be made: " + type, wrong);
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalStateException("settings cannot be made: " + type, wrong);
        }
    }
}
