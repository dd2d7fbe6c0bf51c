package dev.weir.step.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.pipeline.Value;
import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Rest;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepShapeTest {
    private static final StepShape SHAPE = StepShape.of(Settings.class);

    @Test
    void a_record_says_names_types_presence_and_help() {
        Setting target = SHAPE.find("target_column").orElseThrow();
        assertEquals(
                new Setting(
                        "target_column",
                        new SettingType.Text(),
                        new Setting.Presence.Required(),
                        "What to predict"),
                target);
        assertEquals(
                new SettingType.Choice(List.of("left", "upper_right")),
                SHAPE.find("side").orElseThrow().type());
        assertEquals(
                List.of(
                        "target_column",
                        "rounds",
                        "seed",
                        "rate",
                        "verbose",
                        "side",
                        "pause",
                        "columns",
                        "inner",
                        "id"),
                SHAPE.names());
        assertEquals("more", SHAPE.find("anything_else").orElseThrow().name());
    }

    @Test
    void writing_a_default_out_changes_nothing() {
        Value.Mapping bare = mapping("target_column", new Value.Text("y"));
        Value.Mapping written =
                mapping(
                        "rounds", new Value.Whole(100),
                        "target_column", new Value.Text("y"),
                        "rate", new Value.Decimal(1),
                        "side", new Value.Text("left"),
                        "inner", mapping("depth", new Value.Whole(6)));
        assertEquals(SHAPE.canonical(bare), SHAPE.canonical(written));
    }

    @Test
    void a_number_counts_the_same_however_it_is_written() {
        Value.Mapping whole =
                mapping("target_column", new Value.Whole(7), "rate", new Value.Whole(2));
        Value.Mapping fraction =
                mapping("target_column", new Value.Text("7"), "rate", new Value.Decimal(2.0));
        assertEquals(SHAPE.canonical(fraction), SHAPE.canonical(whole));
        assertEquals(
                new Value.Text("90000ms"),
                SHAPE.canonical(
                                mapping(
                                        "target_column",
                                        new Value.Text("y"),
                                        "pause",
                                        new Value.Text("1.5m")))
                        .values()
                        .get("pause"));
    }

    @Test
    void what_does_not_fit_is_named_by_its_path() {
        assertMistake("'target_column' is missing", mapping());
        assertMistake(
                "'rounds' takes a whole number, not 'six'", with("rounds", new Value.Text("six")));
        assertMistake(
                "'rounds' is too large: 3000000000",
                with("rounds", new Value.Whole(3_000_000_000L)));
        assertMistake(
                "'inner.depth' takes a whole number, not true",
                with("inner", mapping("depth", new Value.Flag(true))));
        assertMistake(
                "'inner.dept' is not known, known are depth",
                with("inner", mapping("dept", new Value.Whole(1))));
        assertMistake(
                "'side' takes one of left, upper_right, not 'down'",
                with("side", new Value.Text("down")));
        assertMistake("'columns' takes a list, not 'a'", with("columns", new Value.Text("a")));
        assertMistake(
                "'extra.a' takes a value, not nothing",
                with("extra", mapping("a", new Value.Nothing())));
    }

    @Test
    void settings_are_bound_to_their_record() {
        Settings settings =
                SettingsBinder.bind(
                        Settings.class,
                        mapping(
                                "target_column", new Value.Text("y"),
                                "side", new Value.Text("upper_right"),
                                "columns",
                                        new Value.Sequence(
                                                List.of(new Value.Text("a"), new Value.Text("b"))),
                                "id", new Value.Whole(3),
                                "extra",
                                        mapping(
                                                "list",
                                                new Value.Sequence(
                                                        List.of(
                                                                new Value.Whole(1),
                                                                new Value.Flag(true))))));
        assertEquals(
                new Settings(
                        "y",
                        100,
                        42,
                        1.0,
                        false,
                        Side.UPPER_RIGHT,
                        Duration.ofSeconds(30),
                        List.of("a", "b"),
                        new Inner(6),
                        Optional.of(3),
                        Map.of("extra", Map.of("list", List.of(1L, true)))),
                settings);
    }

    @Test
    void what_the_record_rejects_is_said_in_its_words() {
        IllegalArgumentException wrong =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                SettingsBinder.bind(
                                        Settings.class, with("rounds", new Value.Whole(-1))));
        assertEquals("rounds is -1, below 0", wrong.getMessage());
    }

    @Test
    void the_settings_of_a_step_are_found_by_its_class() {
        assertEquals(Settings.class, SettingsBinder.settings(ExampleStep.class));
    }

    @Test
    void a_shape_comes_back_from_its_text() {
        assertEquals(SHAPE, ShapeText.read(ShapeText.write(SHAPE)));
    }

    private static void assertMistake(String message, Value.Mapping with) {
        SettingMistake wrong = assertThrows(SettingMistake.class, () -> SHAPE.canonical(with));
        assertEquals(message, wrong.getMessage());
    }

    private static Value.Mapping with(String name, Value value) {
        return mapping("target_column", new Value.Text("y"), name, value);
    }

    private static Value.Mapping mapping(Object... pairs) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], (Value) pairs[i + 1]);
        }
        return new Value.Mapping(values);
    }

    enum Side {
        LEFT,
        UPPER_RIGHT
    }

    record Inner(@Default("6") int depth) {}

    record Settings(
            @Help("What to predict") String targetColumn,
            @Default("100") int rounds,
            @Default("42") long seed,
            @Default("1") double rate,
            @Default("false") boolean verbose,
            @Default("left") Side side,
            @Default("30s") Duration pause,
            @Default("[x, 'y']") List<String> columns,
            @Default("{}") Inner inner,
            Optional<Integer> id,
            @Rest @Help("Tabs\tand\nbreaks \\ stay") Map<String, Object> more) {
        Settings {
            if (rounds < 0) {
                throw new IllegalArgumentException("rounds is " + rounds + ", below 0");
            }
        }
    }

    static final class ExampleStep implements Step<Settings> {
        @Override
        public void run(StepContext<Settings> context) {
            context.log(context.settings().targetColumn());
        }
    }
}
