package dev.weir.build.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.digest.Digest;
import dev.weir.digest.Encoder;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Environment;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskBuilder;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Template;
import dev.weir.pipeline.Value;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.trace.RunId;
import dev.weir.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is in the TaskKey and what is not, as the design's table has it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeyBuilderTest {
    private static final Entry CONTENT = entry(Entry.Kind.FILE, 'a');

    /// Everything a key is made from.
    private record Given(
            Task task,
            ResolvedInputs inputs,
            Map<String, String> outside,
            String code,
            String tool) {
        Given task(Task other) {
            return new Given(other, inputs, outside, code, tool);
        }

        Given inputs(ResolvedInputs others) {
            return new Given(task, others, outside, code, tool);
        }

        TaskKey key() throws Exception {
            return fields().key();
        }

        KeyFields fields() throws Exception {
            StepKeys steps =
                    new StepKeys() {
                        @Override
                        public SortedMap<String, String> code(String step) {
                            return new TreeMap<>(Map.of("", code, "lib/a.jar", code));
                        }

                        @Override
                        public Value.Mapping canonical(String step, Value.Mapping with) {
                            SequencedMap<String, Value> all = new LinkedHashMap<>(with.values());
                            all.putIfAbsent("depth", new Value.Whole(6));
                            return new Value.Mapping(all);
                        }
                    };
            ToolAnswers tools =
                    (declared, _) -> {
                        SortedMap<String, String> answers = new TreeMap<>();
                        declared.tools().forEach(name -> answers.put(name, tool));
                        return answers;
                    };
            return new KeyBuilder(Outside.of(outside), steps, tools).fields(task, inputs);
        }
    }

    private static Entry entry(Entry.Kind kind, char digit) {
        return new Entry(kind, Digest.of(String.valueOf(digit).repeat(64)), 1);
    }

    private static Task task(String name, UnaryOperator<TaskBuilder> declaration) {
        return new PipelineBuilder("p")
                .task(name, declaration)
                .build()
                .tasks()
                .get(new TaskName(name));
    }

    private static TaskBuilder usual(TaskBuilder task) {
        return task.run("sort a.csv")
                .input("rows", "a.csv")
                .output("b.csv")
                .env("LANG", "C")
                .passEnv("REGION")
                .secret("TOKEN")
                .tool("sort --version")
                .param("model", Map.of("depth", 6));
    }

    private static TaskBuilder step(TaskBuilder task) {
        return task.uses("sort", Map.of("by", "id"))
                .input("rows", "a.csv")
                .output("sorted", "b.csv");
    }

    private static ResolvedInputs read(String name, String path, Entry entry) {
        WorkspacePath at = WorkspacePath.of(path);
        return new ResolvedInputs(
                new TreeMap<>(Map.of(name, List.of(at))),
                List.of(at),
                new TreeMap<>(Map.of(at, entry)),
                new TreeMap<>());
    }

    private static Given given(UnaryOperator<TaskBuilder> declaration) {
        return new Given(
                task("t", declaration),
                read("rows", "a.csv", CONTENT),
                Map.of("REGION", "eu", "TOKEN", "secret", "USER", "ann"),
                "code 1",
                "sort 9");
    }

    private static final Given COMMAND = given(KeyBuilderTest::usual);
    private static final Given STEP = given(KeyBuilderTest::step);

    private static Given command(UnaryOperator<TaskBuilder> more) {
        return COMMAND.task(task("t", task -> more.apply(usual(task))));
    }

    private static Given outside(String name, String value) {
        Map<String, String> changed = new HashMap<>(COMMAND.outside);
        changed.put(name, value);
        return new Given(COMMAND.task, COMMAND.inputs, changed, COMMAND.code, COMMAND.tool);
    }

    private static Given in(List<String> shell, String workdir, String... scripts) {
        Action action =
                new Action.Command(
                        Stream.of(scripts).map(Template::of).toList(),
                        shell,
                        WorkspacePath.of(workdir));
        Task old = COMMAND.task;
        return COMMAND.task(
                new Task(
                        old.name(),
                        old.help(),
                        action,
                        old.inputs(),
                        old.outputs(),
                        old.needs(),
                        old.params(),
                        old.environment(),
                        old.policy()));
    }

    private static Given env(SortedMap<String, String> fixed) {
        return env(fixed, COMMAND.task.environment().inherited());
    }

    private static Given env(SortedMap<String, String> fixed, boolean inherited) {
        Task old = COMMAND.task;
        return COMMAND.task(
                new Task(
                        old.name(),
                        old.help(),
                        old.action(),
                        old.inputs(),
                        old.outputs(),
                        old.needs(),
                        old.params(),
                        new Environment(
                                fixed,
                                old.environment().passed(),
                                old.environment().secrets(),
                                old.environment().tools(),
                                inherited),
                        old.policy()));
    }

    static Stream<Arguments> whatCounts() {
        List<String> sh = Action.Command.SH;
        return Stream.of(
                Arguments.of("the command", in(sh, ".", "sort -u a.csv")),
                Arguments.of("two scripts", in(sh, ".", "sort a.csv", "true")),
                Arguments.of("one script of both", in(sh, ".", "sort a.csv\ntrue")),
                Arguments.of("the shell", in(List.of("bash", "-e", "-c"), ".", "sort a.csv")),
                Arguments.of(
                        "where the shell's words end",
                        in(List.of("sh -e", "-c"), ".", "sort a.csv")),
                Arguments.of("the working directory", in(sh, "sub", "sort a.csv")),
                Arguments.of(
                        "an input's content",
                        COMMAND.inputs(read("rows", "a.csv", entry(Entry.Kind.FILE, 'b')))),
                Arguments.of("an input's path", COMMAND.inputs(read("rows", "c.csv", CONTENT))),
                Arguments.of(
                        "its executable bit",
                        COMMAND.inputs(read("rows", "a.csv", entry(Entry.Kind.EXECUTABLE, 'a')))),
                Arguments.of(
                        "its kind",
                        COMMAND.inputs(read("rows", "a.csv", entry(Entry.Kind.FOLDER, 'a')))),
                Arguments.of("an output more", command(task -> task.output("c.csv"))),
                Arguments.of("an output's path", given(task -> usual(task).output("d.csv"))),
                Arguments.of("an output's kind", command(task -> task.output("c.csv/"))),
                Arguments.of("a variable's value", env(new TreeMap<>(Map.of("LANG", "en")))),
                Arguments.of("a variable's name", env(new TreeMap<>(Map.of("LC_ALL", "C")))),
                Arguments.of("no variable", env(new TreeMap<>())),
                Arguments.of(
                        "all of weir's own environment",
                        env(COMMAND.task.environment().fixed(), true)),
                Arguments.of("a passed variable's value", outside("REGION", "us")),
                Arguments.of("a tool more", command(task -> task.tool("awk --version"))),
                Arguments.of(
                        "a tool's answer",
                        new Given(
                                COMMAND.task,
                                COMMAND.inputs,
                                COMMAND.outside,
                                "code 1",
                                "sort 10")),
                Arguments.of(
                        "a param's value",
                        command(task -> task.param("model", Map.of("depth", 7)))),
                Arguments.of(
                        "a param's type",
                        command(task -> task.param("model", Map.of("depth", "6")))),
                Arguments.of("a param more", command(task -> task.param("rate", 0.1))),
                Arguments.of("an empty param", command(task -> task.param("rate", Map.of()))),
                Arguments.of(
                        "a dot in a param's name",
                        command(task -> task.param("model", Map.of("depth.x", 6)))),
                Arguments.of(
                        "a param below",
                        command(task -> task.param("model", Map.of("depth", Map.of("x", 6))))));
    }

    @ParameterizedTest
    @MethodSource("whatCounts")
    void a_change_of(String what, Given changed) throws Exception {
        assertNotEquals(COMMAND.key(), changed.key(), what);
    }

    @Test
    void no_two_of_these_changes_give_the_same_key() throws Exception {
        Map<TaskKey, String> keys = new HashMap<>();
        keys.put(COMMAND.key(), "the usual");
        for (Arguments row : whatCounts().toList()) {
            Given given = (Given) row.get()[1];
            String other = keys.put(given.key(), row.get()[0].toString());
            assertEquals(null, other, row.get()[0] + " and " + other);
        }
    }

    static Stream<Arguments> whatDoesNot() {
        Policy.Retry retry = new Policy.Retry(3, Duration.ofSeconds(1));
        return Stream.of(
                Arguments.of("the name", COMMAND.task(task("other", KeyBuilderTest::usual))),
                Arguments.of("help", command(task -> task.help("Sorts"))),
                Arguments.of("needs", command(task -> task.needs("gate"))),
                Arguments.of(
                        "retry", command(task -> task.retry(retry.attempts(), retry.backoff()))),
                Arguments.of("timeout", command(task -> task.timeout(Duration.ofMinutes(1)))),
                Arguments.of("resources", command(task -> task.resources(2, 1000))),
                Arguments.of("refresh", command(task -> task.refresh(new Policy.Refresh.Always()))),
                Arguments.of("effect", command(task -> task.effect(true))),
                Arguments.of("a secret's value", outside("TOKEN", "other")),
                Arguments.of("a secret more", command(task -> task.secret("PASSWORD"))),
                Arguments.of("the user", outside("USER", "bob")),
                Arguments.of(
                        "a passed variable that is not set",
                        command(task -> task.passEnv("NOWHERE"))),
                Arguments.of("an input's name", COMMAND.inputs(read("other", "a.csv", CONTENT))),
                Arguments.of(
                        "how an input is written",
                        command(task ->
                                task.input(
                                        new Input(
                                                "rows",
                                                PathPattern.of("*.csv"),
                                                true,
                                                List.of())))),
                Arguments.of(
                        "a file's size beside its digest",
                        COMMAND.inputs(
                                read(
                                        "rows",
                                        "a.csv",
                                        new Entry(Entry.Kind.FILE, CONTENT.digest(), 99)))));
    }

    @ParameterizedTest
    @MethodSource("whatDoesNot")
    void nothing_changes_with(String what, Given changed) throws Exception {
        assertEquals(COMMAND.key(), changed.key(), what);
    }

    @Test
    void of_an_output_only_path_and_folder_count() throws Exception {
        List<Given> alike = new ArrayList<>();
        for (boolean temporary : List.of(false, true)) {
            for (Output.Kind kind : Output.Kind.values()) {
                for (String name : List.of("", "named")) {
                    WorkspacePath path = WorkspacePath.of("b.csv");
                    for (boolean stored : List.of(true, false)) {
                        Output output = new Output(name, path, false, temporary, stored, kind);
                        alike.add(given(task -> task.run("sort").output(output)));
                    }
                }
            }
        }
        for (Given given : alike) {
            assertEquals(alike.getFirst().key(), given.key(), given.task.outputs().toString());
        }
    }

    static Stream<Arguments> whatCountsForSteps() {
        return Stream.of(
                Arguments.of(
                        "the step",
                        STEP.task(task("t", task -> step(task).uses("rank", Map.of("by", "id"))))),
                Arguments.of(
                        "its code", new Given(STEP.task, STEP.inputs, STEP.outside, "code 2", "")),
                Arguments.of(
                        "a setting",
                        STEP.task(
                                task("t", task -> step(task).uses("sort", Map.of("by", "name"))))),
                Arguments.of(
                        "a default that is set otherwise",
                        STEP.task(
                                task(
                                        "t",
                                        task ->
                                                step(task)
                                                        .uses(
                                                                "sort",
                                                                Map.of("by", "id", "depth", 7))))),
                Arguments.of("an input's name", STEP.inputs(read("table", "a.csv", CONTENT))),
                Arguments.of(
                        "an output's name",
                        STEP.task(
                                task(
                                        "t",
                                        task ->
                                                task.uses("sort", Map.of("by", "id"))
                                                        .input("rows", "a.csv")
                                                        .output("made", "b.csv")))));
    }

    @ParameterizedTest
    @MethodSource("whatCountsForSteps")
    void for_a_step_a_change_of(String what, Given changed) throws Exception {
        assertNotEquals(STEP.key(), changed.key(), what);
    }

    /// Another name of a field would be another key: every result would be made again.
    @Test
    void fields_keep_their_names() throws Exception {
        SortedMap<String, String> command = new TreeMap<>();
        command.put("command 1", "sort a.csv");
        command.put("command 2", "true");
        command.put("shell", "sh -e -c");
        command.put("workdir", "sub");
        command.put("output b.csv", "file");
        command.put("env.LANG", "C");
        command.put("env.REGION", "eu");
        command.put("tool sort --version", "sort 9");
        command.put("params.model.depth", "6");
        assertEquals(command, in(Action.Command.SH, "sub", "sort a.csv", "true").fields().config());
        assertEquals("sort a.csv", COMMAND.fields().config().get("command"));
        SortedMap<String, String> step = new TreeMap<>();
        step.put("step", "sort");
        step.put("step code", "code 1");
        step.put("step code lib/a.jar", "code 1");
        step.put("with.by", "\"id\"");
        step.put("with.depth", "6");
        step.put("input rows", "[\"a.csv\"]");
        step.put("output b.csv", "file sorted");
        assertEquals(step, STEP.fields().config());
    }

    @Test
    void writing_a_default_of_a_step_changes_nothing() throws Exception {
        Given written =
                STEP.task(
                        task("t", task -> step(task).uses("sort", Map.of("by", "id", "depth", 6))));
        assertEquals(STEP.key(), written.key());
    }

    /// Texts that differ only in where one ends and the next begins must not meet.
    @Test
    void different_fields_have_different_keys() {
        SplittableRandom random = new SplittableRandom(7);
        Map<TaskKey, KeyFields> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            KeyFields fields = fields(random);
            KeyFields other = seen.putIfAbsent(fields.key(), fields);
            if (other != null) {
                assertEquals(other, fields);
            }
        }
    }

    /// Fields of a small world, where near misses are many: what is taken from the last success is
    /// what hashing gives.
    @Test
    void a_key_that_is_known_is_the_one_that_would_be_made() {
        SplittableRandom random = new SplittableRandom(11);
        int known = 0;
        for (int i = 0; i < 20_000; i++) {
            KeyFields before = fields(random);
            KeyFields now = fields(random);
            known += now.equals(before) ? 1 : 0;
            Trace last = trace(before);
            assertEquals(now.key(), now.key(Optional.of(last)));
            assertEquals(before.key(), before.key(Optional.of(last)));
        }
        assertTrue(known > 100);
    }

    @Test
    void a_key_is_known_by_a_success_that_counts_and_no_other() {
        KeyFields fields =
                new KeyFields(
                        new TreeMap<>(Map.of("command", "make")),
                        new TreeMap<>(Map.of(WorkspacePath.of("in"), entry(Entry.Kind.FILE, 'a'))));
        TaskKey mark = new TaskKey(new Encoder("mark").finish());
        Trace trace = trace(fields);
        Trace marked =
                new Trace(
                        trace.task(),
                        "Pipelinefile.yaml",
                        mark,
                        trace.run(),
                        trace.config(),
                        trace.inputs(),
                        trace.outputs(),
                        trace.finished(),
                        trace.took());
        assertEquals(mark, fields.key(Optional.of(marked)), "not hashed again");
        assertEquals(fields.key(), fields.key(Optional.of(marked.unsettled())));
        assertEquals(fields.key(), fields.key(Optional.of(marked.triedSince())));
        assertEquals(fields.key(), fields.key(Optional.empty()));
        for (int field = 0; field < 4; field++) {
            KeyFields other = withOneChange(fields, field);
            assertEquals(other.key(), other.key(Optional.of(marked)), "field " + field);
        }
    }

    private static KeyFields withOneChange(KeyFields fields, int field) {
        SortedMap<String, String> config = new TreeMap<>(fields.config());
        SortedMap<WorkspacePath, Entry> inputs = new TreeMap<>(fields.inputs());
        switch (field) {
            case 0 -> config.put("one", "more");
            case 1 -> inputs.put(WorkspacePath.of("one/more"), entry(Entry.Kind.FILE, 'a'));
            case 2 -> inputs.replaceAll((_, input) -> entry(Entry.Kind.FOLDER, 'c'));
            default -> config.replaceAll((_, text) -> text + " ");
        }
        return new KeyFields(config, inputs);
    }

    private static Trace trace(KeyFields fields) {
        return new Trace(
                new TaskName("t"),
                "Pipelinefile.yaml",
                fields.key(),
                new RunId("20260131T100000Z-aaaaa"),
                fields.config(),
                fields.inputs(),
                new TreeMap<>(),
                Instant.EPOCH,
                Duration.ZERO);
    }

    private static KeyFields fields(SplittableRandom random) {
        SortedMap<String, String> config = new TreeMap<>();
        SortedMap<WorkspacePath, Entry> inputs = new TreeMap<>();
        for (int k = random.nextInt(3); k > 0; k--) {
            config.put(word(random), word(random));
        }
        for (int k = random.nextInt(3); k > 0; k--) {
            Entry.Kind kind = Entry.Kind.values()[random.nextInt(3)];
            inputs.put(
                    WorkspacePath.of("x" + word(random)),
                    entry(kind, (char) ('a' + random.nextInt(2))));
        }
        return new KeyFields(config, inputs);
    }

    private static String word(SplittableRandom random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            word.append("ab \n".charAt(random.nextInt(4)));
        }
        return word.toString();
    }
}
