package dev.weir.pipelinefile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.diagnostic.SourceText;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random matrices against what a person would write out by hand: the same tasks, but for their
/// names.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MatrixOracleTest {
    private static final Map<String, List<String>> AXES =
            Map.of("a", List.of("1", "2", "0.5"), "b", List.of("x", "y"), "c", List.of("true"));

    private final StringBuilder matrices = new StringBuilder("tasks:\n");
    private final StringBuilder byHand = new StringBuilder("tasks:\n");
    private final List<Made> made = new ArrayList<>();

    /// A task with its cells, those that are not there left out.
    private record Made(String name, List<String> axes, List<Map<String, String>> cells) {
        /// The cells that one of another task reads.
        List<Map<String, String>> read(Map<String, String> asking, Map<String, String> wanted) {
            return cells.stream()
                    .filter(cell ->
                            axes.stream()
                                    .allMatch(axis -> {
                                        String value = wanted.getOrDefault(axis, asking.get(axis));
                                        return value == null || value.equals(cell.get(axis));
                                    }))
                    .toList();
        }

        String written(Map<String, String> cell) {
            StringBuilder text = new StringBuilder(name);
            axes.forEach(axis -> text.append("_").append(cell.get(axis).replace('.', '_')));
            return text.toString();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void a_matrix_means_what_its_cells_mean_written_out(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 6; i++) {
            task("t" + i, random);
        }
        SequencedMap<TaskName, Task> cells = read(matrices);
        SequencedMap<TaskName, Task> written = read(byHand);
        assertEquals(
                written.values().stream().map(MatrixOracleTest::withoutNames).toList(),
                cells.values().stream().map(MatrixOracleTest::withoutNames).toList(),
                () -> "seed " + seed + "\n" + matrices);
    }

    private void task(String name, SplittableRandom random) {
        List<String> axes = new ArrayList<>();
        for (String axis : List.of("b", "a", "c")) {
            if (random.nextInt(2) == 0) {
                axes.add(random.nextInt(axes.size() + 1), axis);
            }
        }
        List<Map<String, String>> cells = cells(axes);
        String only = !axes.isEmpty() && random.nextInt(3) == 0 ? axes.getFirst() : "";
        String kept = only.isEmpty() ? "" : AXES.getOrDefault(only, List.of()).getFirst();
        cells.removeIf(cell -> !only.isEmpty() && !cell.getOrDefault(only, "").equals(kept));
        Made task = new Made(name, axes, cells);
        List<Read> reads = new ArrayList<>();
        for (Made other : made) {
            Map<String, String> wanted = new LinkedHashMap<>();
            if (!other.axes().isEmpty() && random.nextInt(3) == 0) {
                String axis = other.axes().getLast();
                wanted.put(axis, other.cells().getFirst().getOrDefault(axis, ""));
            }
            boolean each = cells.stream().noneMatch(cell -> other.read(cell, wanted).isEmpty());
            if (random.nextInt(3) > 0 && each) {
                reads.add(new Read(other, wanted, random.nextBoolean()));
            }
        }
        matrix(task, reads, only, kept);
        cells.forEach(cell -> byHand(task, reads, cell));
        made.add(task);
    }

    private static List<Map<String, String>> cells(List<String> axes) {
        List<Map<String, String>> cells = new ArrayList<>(List.of(Map.of()));
        for (String axis : axes) {
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> cell : cells) {
                for (String value : AXES.getOrDefault(axis, List.of())) {
                    Map<String, String> longer = new LinkedHashMap<>(cell);
                    longer.put(axis, value);
                    more.add(longer);
                }
            }
            cells = more;
        }
        return cells;
    }

    /// @param gate whether it is only needed
    private record Read(Made other, Map<String, String> wanted, boolean gate) {
        String selection() {
            List<String> values = new ArrayList<>();
            wanted.forEach((axis, value) -> values.add(axis + "=" + value));
            return other.name() + (values.isEmpty() ? "" : "@" + String.join(",", values));
        }
    }

    private void matrix(Made task, List<Read> reads, String only, String kept) {
        matrices.append("  ").append(task.name()).append(":\n");
        if (!task.axes().isEmpty()) {
            matrices.append("    matrix:\n");
            task.axes()
                    .forEach(axis ->
                            matrices.append("      " + axis + ": ")
                                    .append(AXES.getOrDefault(axis, List.of()))
                                    .append('\n'));
        }
        if (!only.isEmpty()) {
            matrices.append("    when: { matrix." + only + ": " + kept + " }\n");
        }
        StringBuilder path = new StringBuilder(task.name());
        task.axes().forEach(axis -> path.append("-${{ matrix." + axis + " }}"));
        List<String> inputs = new ArrayList<>();
        List<String> needs = new ArrayList<>();
        for (Read read : reads) {
            if (read.gate()) {
                needs.add(read.selection());
            } else {
                inputs.add("\"${{ tasks." + read.selection() + ".out }}\"");
            }
        }
        body(matrices, path.toString(), inputs, needs);
    }

    private void byHand(Made task, List<Read> reads, Map<String, String> cell) {
        byHand.append("  ").append(task.written(cell)).append(":\n");
        List<String> inputs = new ArrayList<>();
        List<String> needs = new ArrayList<>();
        for (Read read : reads) {
            for (Map<String, String> other : read.other().read(cell, read.wanted())) {
                if (read.gate()) {
                    needs.add(read.other().written(other));
                } else {
                    inputs.add(path(read.other(), other));
                }
            }
        }
        body(byHand, path(task, cell), inputs, needs);
    }

    private static String path(Made task, Map<String, String> cell) {
        StringBuilder path = new StringBuilder(task.name());
        task.axes().forEach(axis -> path.append("-").append(cell.get(axis)));
        return path.toString();
    }

    private static void body(
            StringBuilder text, String path, List<String> inputs, List<String> needs) {
        text.append("    run: cat ${{ inputs }} src > ${{ outputs }}\n");
        inputs.add("src");
        text.append("    inputs: ").append(inputs).append('\n');
        text.append("    outputs: \"").append(path).append("\"\n");
        if (!needs.isEmpty()) {
            text.append("    needs: ").append(needs).append('\n');
        }
    }

    private static SequencedMap<TaskName, Task> read(StringBuilder text) {
        return PipelinefileReader.read(
                        new SourceText("Pipelinefile.yaml", text.toString()),
                        ReadRequest.plain(TestSteps.catalogue()))
                .pipeline()
                .tasks();
    }

    /// The name of a cell as it is called when it is written out.
    private static String plain(TaskName name) {
        StringBuilder text = new StringBuilder(name.declared());
        name.cell().values().forEach(value -> text.append("_").append(value.replace('.', '_')));
        return text.toString();
    }

    private static List<Object> withoutNames(Task task) {
        return List.of(
                plain(task.name()),
                task.action(),
                task.inputs(),
                task.outputs(),
                task.needs().stream().map(MatrixOracleTest::plain).toList(),
                task.policy());
    }
}
