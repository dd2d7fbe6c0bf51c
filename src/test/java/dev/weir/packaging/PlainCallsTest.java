package dev.weir.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.digest.Digest;
import dev.weir.digest.Encoder;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// The classes of this test are not processed by the build: each rule is seen on one of them as
/// compiled, and with plain calls.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PlainCallsTest {
    private static final List<Class<?>> SAMPLES =
            List.of(
                    Samples.class,
                    Samples.Shape.class,
                    Samples.Circle.class,
                    Samples.Square.class,
                    Samples.Many.class);

    @Test
    void nothing_is_left_to_be_linked_at_run_time_but_lambdas_and_texts() throws Exception {
        assertTrue(calls(bytes(Samples.class)).contains("typeSwitch"));
        assertTrue(calls(bytes(Samples.Shape.class)).contains("typeSwitch"));
        assertTrue(calls(bytes(Samples.Many.class)).containsAll(List.of("equals", "hashCode")));
        for (Class<?> sample : SAMPLES) {
            List<String> left = new ArrayList<>(calls(plain(sample)));
            left.removeAll(List.of("makeConcatWithConstants", "toString", "get"));
            assertEquals(
                    sample == Samples.class ? List.of("typeSwitch") : List.of(),
                    left,
                    "a switch over constants and types stays");
        }
    }

    @Test
    void what_has_nothing_to_replace_is_left_as_it_is() throws Exception {
        assertTrue(PlainCalls.of(bytes(Nothing.class)).isEmpty());
        assertTrue(PlainCalls.of(plain(Samples.Circle.class)).isEmpty());
    }

    @Test
    void weir_itself_has_plain_calls() throws Exception {
        assertTrue(PlainCalls.of(bytes(Encoder.class)).isEmpty());
        assertTrue(PlainCalls.of(bytes(Digest.class)).isEmpty());
    }

    @Test
    void a_switch_over_types_chooses_as_before() throws Exception {
        List<Object> values =
                List.of(
                        new Samples.Circle(1),
                        new Samples.Circle(-1),
                        new Samples.Square(2),
                        3,
                        "");
        for (Object value : values) {
            assertEquals(Samples.named(value), after("named", value));
            assertEquals(Samples.mixed(value), after("mixed", value));
        }
        assertEquals("nothing", after("named", (Object) null));
        assertEquals("the text x", after("mixed", "x"));
        for (Samples.Shape shape : List.of(new Samples.Circle(1), new Samples.Square(2))) {
            assertEquals(Samples.area(shape), after("area", shape));
        }
        assertThrows(NullPointerException.class, () -> after("area", (Object) null));
    }

    @Test
    void records_are_equal_and_hash_as_before() throws Exception {
        List<Samples.Many> all = new ArrayList<>();
        for (double number : new double[] {0, -0.0, Double.NaN, 1e300}) {
            for (long whole : new long[] {0, -1, 1L << 40}) {
                for (String text : new @Nullable String[] {null, "", "text"}) {
                    float small = (float) number;
                    byte b = (byte) whole;
                    all.add(new Samples.Many(true, b, 'c', b, b, whole, small, number, text, all));
                    all.add(
                            new Samples.Many(
                                    false, b, 'c', b, b, whole, small, 1, text, List.of()));
                }
            }
        }
        for (Samples.Many one : all) {
            assertEquals(Samples.hash(one.withoutSelf()), after("hash", one.withoutSelf()));
            assertEquals(false, after("same", one, "no record"));
            for (Samples.Many other : all) {
                boolean same = Samples.same(one.withoutSelf(), other.withoutSelf());
                assertEquals(same, after("same", one.withoutSelf(), other.withoutSelf()));
            }
        }
    }

    /// Calls a method of the samples with plain calls. Values of the samples are made anew there.
    private static @Nullable Object after(String name, @Nullable Object... values)
            throws Exception {
        Loader loader = new Loader();
        Object[] passed = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            passed[i] = loader.translated(values[i]);
        }
        for (Method method : loader.loadClass(Samples.class.getName()).getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                try {
                    return method.invoke(null, passed);
                } catch (java.lang.reflect.InvocationTargetException thrown) {
                    throw (Exception) Objects.requireNonNull(thrown.getCause());
                }
            }
        }
        throw new AssertionError(name);
    }

    private static List<String> calls(byte[] bytes) {
        List<String> names = new ArrayList<>();
        for (var method : ClassFile.of().parse(bytes).methods()) {
            method.code()
                    .ifPresent(code ->
                            code.forEach(element -> {
                                if (element instanceof InvokeDynamicInstruction call) {
                                    names.add(call.name().stringValue());
                                }
                            }));
        }
        return names;
    }

    private static byte[] plain(Class<?> type) throws Exception {
        byte[] bytes = bytes(type);
        return PlainCalls.of(bytes).orElse(bytes);
    }

    private static byte[] bytes(Class<?> type) throws Exception {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, Class<?>> made = new java.util.HashMap<>();

        Loader() throws Exception {
            super(PlainCallsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Samples.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> already = made.get(name);
            if (already != null) {
                return already;
            }
            try {
                byte[] bytes = plain(Class.forName(name));
                Class<?> type = defineClass(name, bytes, 0, bytes.length);
                made.put(name, type);
                return type;
            } catch (Exception unexpected) {
                throw new ClassNotFoundException(name, unexpected);
            }
        }

        /// The same record of the class as this loader has it.
        @Nullable Object translated(@Nullable Object value) throws Exception {
            if (!(value instanceof Record)) {
                return value;
            }
            Class<?> type = loadClass(value.getClass().getName());
            var components = value.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = components[i].getAccessor().invoke(value);
            }
            return type.getConstructors()[0].newInstance(values);
        }
    }

    /// Has nothing to replace.
    public static final class Nothing {
        private Nothing() {}
    }
}
