package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Steps that users write in Java, as files of the workspace.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OwnStepsTest {
    static final String SHOUT =
            """
            import dev.weir.step.Default;
            import dev.weir.step.Step;
            import dev.weir.step.StepContext;
            import java.nio.file.Files;

            public class Shout implements Step<Shout.Settings> {
                record Settings(String end, @Default("1") int times) {}

                @Override
                public void run(StepContext<Settings> context) throws Exception {
                    String text = Files.readString(context.input("")).strip();
                    context.log("shouting " + text);
                    String end = context.settings().end().repeat(context.settings().times());
                    Files.writeString(context.output(""), Loud.of(text) + end + "\\n");
                }
            }
            """;
    static final String LOUD =
            """
            class Loud {
                static String of(String text) {
                    return text.toUpperCase(java.util.Locale.ROOT);
                }
            }
            """;

    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace shouting() {
        return shouting(workspace);
    }

    /// `workspace` with a task `shout`, whose step is `steps/Shout.java` with its helper.
    static Workspace shouting(Workspace workspace) {
        return workspace
                .pipelinefile(
                        """
                        default: shout
                        tasks:
                          shout:
                            uses: steps/Shout.java
                            with: { end: "!" }
                            inputs: [hello.txt]
                            outputs: [loud.txt]
                        """)
                .file("hello.txt", "hello\n")
                .file("steps/Shout.java", SHOUT)
                .file("steps/Loud.java", LOUD)
                .file("steps/Unrelated.java", "class Unrelated {}");
    }

    private Workspace shouted() {
        return shouting().build().ran("shout").has("loud.txt", "HELLO!\n");
    }

    // ---- what reruns

    @Test
    void a_step_is_compiled_with_the_sources_it_reaches_and_run() {
        shouted().weir("log", "shout").said("shouting hello");
    }

    @Test
    void a_comment_or_other_lines_rerun_nothing() {
        shouted()
                .edit("steps/Shout.java", "// louder\n\n\n" + SHOUT.replace("    ", "\t"))
                .edit("steps/Loud.java", "/** Loud. */\n" + LOUD)
                .build()
                .didNothing();
    }

    @Test
    void a_changed_step_reruns_its_task_and_explain_says_which_class() {
        shouted()
                .edit("steps/Shout.java", SHOUT.replace("\"\\n\"", "\"?\\n\""))
                .weir("explain", "shout")
                .said("the step's code changed: Shout")
                .build()
                .ran("shout")
                .has("loud.txt", "HELLO!?\n");
    }

    @Test
    void a_changed_helper_that_is_reached_reruns_and_is_named() {
        shouted()
                .edit(
                        "steps/Loud.java",
                        LOUD.replace("of(String text) {", "of(String text) { text += \"o\";"))
                .weir("explain", "shout")
                .said("the step's code changed: Loud")
                .didNotSay("Shout\n")
                .build()
                .ran("shout")
                .has("loud.txt", "HELLOO!\n");
    }

    @Test
    void the_order_in_which_a_mapping_is_written_changes_nothing() {
        String step =
                """
                import dev.weir.step.Step;
                import dev.weir.step.StepContext;
                import java.nio.file.Files;
                import java.util.Map;
                public class Names implements Step<Names.Settings> {
                    record Settings(Map<String, Integer> columns) {}
                    public void run(StepContext<Settings> context) throws Exception {
                        Files.writeString(context.output("o"), context.settings().columns() + "\\n");
                    }
                }
                """;
        String task =
                "tasks: { name: { uses: Names.java, with: { columns: { %s } }, outputs: { o: o } } }";
        workspace
                .file("Names.java", step)
                .pipelinefile(task.formatted("zeta: 1, alpha: 2"))
                .build("name")
                .ran("name")
                .has("o", "{alpha=2, zeta=1}\n")
                .pipelinefile(task.formatted("alpha: 2, zeta: 1"))
                .build("name")
                .didNothing();
    }

    @Test
    void a_class_that_is_not_reached_does_not_count() {
        shouted()
                .edit("steps/Unrelated.java", "class Unrelated { int more; }")
                .file("steps/Another.java", "this is no Java")
                .build()
                .didNothing();
    }

    @Test
    void a_class_of_the_same_source_counts_as_it_may_be_found_by_its_name() {
        String step =
                """
                import dev.weir.step.*;
                import java.nio.file.Files;
                public class Named implements Step<Named.None> {
                    record None() {}
                    public void run(StepContext<None> context) throws Exception {
                        Object word = Class.forName("Wo" + "rd").getMethod("text").invoke(null);
                        Files.writeString(context.output("out"), word + "\\n");
                    }
                }
                class Word { public static String text() { return "one"; } }
                """;
        workspace
                .pipelinefile("tasks: { a: { uses: steps/Named.java, outputs: { out: out.txt } } }")
                .file("steps/Named.java", step)
                .build("a")
                .ran("a")
                .has("out.txt", "one\n")
                .edit("steps/Named.java", step.replace("one", "two"))
                .build("a")
                .ran("a")
                .has("out.txt", "two\n")
                .edit("steps/Named.java", "// a comment\n" + step.replace("one", "two"))
                .build("a")
                .didNothing();
    }

    @Test
    void a_source_of_the_same_size_and_time_counts() {
        shouted()
                .editUnseen("steps/Shout.java", SHOUT.replace("+ end", "+  \"\""))
                .build()
                .ran("shout")
                .has("loud.txt", "HELLO\n");
    }

    @Test
    void code_that_was_there_before_comes_back_from_the_cache() {
        shouted()
                .edit("steps/Shout.java", SHOUT.replace("\"\\n\"", "\"?\\n\""))
                .build()
                .ran("shout")
                .edit("steps/Shout.java", SHOUT)
                .build()
                .restored("shout")
                .has("loud.txt", "HELLO!\n");
    }

    @Test
    void compiled_code_that_is_damaged_is_compiled_again() throws IOException {
        shouted();
        workspace.settle();
        Path kept = kept().getFirst();
        byte[] bytes = Files.readAllBytes(kept);
        bytes[bytes.length / 2] ^= 1;
        Files.write(kept, bytes);
        workspace.file("hello.txt", "hi").build().ran("shout").has("loud.txt", "HI!\n");
    }

    @Test
    void a_copy_of_a_workspace_has_its_own_steps() {
        String step =
                """
                import dev.weir.step.*;
                public class Say implements Step<Say.None> {
                    record None() {}
                    public void run(StepContext<None> context) throws Exception {
                        java.nio.file.Files.writeString(context.output("o"), "one");
                    }
                }
                """;
        workspace
                .file(
                        "first/Pipelinefile.yaml",
                        "tasks: { say: { uses: Say.java, classpath: lib, outputs: { o: said } } }")
                .file("first/Say.java", step)
                .file("first/lib/word", "one")
                .in("first")
                .weir("say")
                .said("1 ran")
                .command("cp -a first second")
                .in("second")
                .weir("say")
                .said("up to date")
                .file("second/Say.java", step.replace("one", "two"))
                .weir("say")
                .said("1 ran")
                .has("second/said", "two")
                .file("second/lib/word", "two")
                .weir("say")
                .said("1 ran")
                .file("first/lib/word", "three")
                .weir("say")
                .said("up to date");
    }

    @Test
    void a_query_keeps_nothing() {
        shouting().weir("list").said("shout").weir("-n").said("shout").lacks("cache");
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> state = Files.list(workspace.path("cache/state"))) {
            return state.filter(file -> file.getFileName().toString().startsWith("step-")).toList();
        }
    }

    // ---- where it is

    @Test
    void a_package_lies_in_its_folders_and_names_may_hold_spaces() {
        workspace
                .pipelinefile(
                        """
                        default: shout
                        tasks:
                          shout:
                            uses: my steps/com/acme/Shout.java
                            with: { end: "!" }
                            inputs: [hello.txt]
                            outputs: [loud.txt]
                        """)
                .file("hello.txt", "hello\n")
                .file(
                        "my steps/com/acme/Shout.java",
                        "package com.acme;\nimport com.acme.text.Loud;\n" + SHOUT)
                .file(
                        "my steps/com/acme/text/Loud.java",
                        "package com.acme.text;\npublic "
                                + LOUD.replace("static String", "public static String"))
                .file("below/x", "")
                .in("below")
                .build()
                .ran("shout")
                .in(".")
                .has("loud.txt", "HELLO!\n");
    }

    @Test
    void an_included_file_names_steps_of_its_own_folder() {
        shouting()
                .pipelinefile(
                        """
                        default: part
                        include: [{ path: part/Pipelinefile.yaml, as: part }]
                        tasks: {}
                        """)
                .file(
                        "part/Pipelinefile.yaml",
                        """
                        version: 1
                        default: shout
                        tasks:
                          shout:
                            uses: ../steps/Shout.java
                            with: { end: "!" }
                            inputs: [../hello.txt]
                            outputs: [loud.txt]
                        """)
                .build("part.shout")
                .ran("part.shout")
                .has("part/loud.txt", "HELLO!\n");
    }

    // ---- mistakes

    @Test
    void a_source_that_is_compiled_is_nobodys_output() {
        for (String output : List.of("steps/Shout.java", "steps/Loud.java", "steps/")) {
            shouting()
                    .file(
                            "Pipelinefile.yaml",
                            """
                            tasks:
                              shout: { uses: steps/Shout.java, with: { end: "!" }, inputs: hello.txt, outputs: loud.txt }
                              write: { run: date, outputs: %s }
                            """
                                    .formatted(output))
                    .build("shout")
                    .exits(ExitCode.REFUSED)
                    .complained(
                            "Pipelinefile.yaml:3:32: error: a task cannot make 'steps/"
                                    + (output.endsWith("/Shout.java") ? "Shout" : "Loud")
                                    + ".java', which is read before any task runs");
        }
    }

    @Test
    void a_source_that_is_not_reached_may_be_made() {
        shouting()
                .file(
                        "Pipelinefile.yaml",
                        """
                        tasks:
                          shout: { uses: steps/Shout.java, with: { end: "!" }, inputs: hello.txt, outputs: loud.txt }
                          write: { run: 'echo > steps/Made.java', outputs: steps/Made.java }
                        """)
                .build("shout", "write")
                .ran("shout", "write")
                .build("shout", "write")
                .didNothing();
    }

    private Workspace refused(String source, String... complaints) {
        return shouting()
                .file("steps/Shout.java", source)
                .build()
                .exits(ExitCode.REFUSED)
                .complained(complaints);
    }

    @Test
    void mistakes_of_the_compiler_are_all_told_with_their_places() {
        refused(
                SHOUT.replace("Files.readString", "Files.readText")
                        .replace("context.log(", "context.lag("),
                "steps/Shout.java:11:28: error: cannot find symbol",
                "Files.readText(context.input(\"\"))",
                "steps/Shout.java:12:16: error: cannot find symbol");
    }

    @Test
    void mistakes_in_settings_have_a_place_in_the_pipelinefile() {
        shouting()
                .edit(
                        "Pipelinefile.yaml",
                        workspace.text("Pipelinefile.yaml").replace("end:", "ends: x, times:"))
                .build()
                .exits(ExitCode.REFUSED)
                .complained(
                        "Pipelinefile.yaml:6:13: error: unknown setting 'ends'",
                        "did you mean 'end'?",
                        "'times' takes a whole number");
    }

    @Test
    void a_class_that_cannot_be_a_step_is_refused() {
        refused("class Other {}", "declares no class 'Shout'");
        refused("public class Shout {}", "Pipelinefile.yaml:5:11", "'Shout' is no step");
        refused(
                SHOUT.replace("record Settings", "private Shout() {}\n record Settings"),
                "'Shout' cannot be made",
                "a public constructor without parameters");
        refused(
                SHOUT.replace("String end,", "Thread end,")
                        .replace(".end().repeat(context.settings().times())", ".end() + \"\""),
                "no setting can be of type class java.lang.Thread");
        refused(
                SHOUT.replace("String end,", "Kind kind, String end,")
                        + "enum Kind { ONE; static { if (true) throw new RuntimeException(\"broken\"); } }",
                "the class 'Shout' cannot be loaded: java.lang.RuntimeException: broken");
        refused(SHOUT + "class Shout {}", "duplicate class: Shout");
    }

    @Test
    void a_step_that_would_end_the_jvm_is_refused_where_it_does() {
        refused(
                SHOUT.replace("context.log(", "System.exit(3); context.log("),
                "steps/Shout.java:12:9: error: a step must not end the JVM");
    }

    @Test
    void a_step_sees_nothing_of_weir_but_the_api() {
        refused(
                "import dev.weir.pipeline.Task;\n" + SHOUT,
                "steps/Shout.java:1:25: error: package dev.weir.pipeline does not exist");
    }

    @Test
    void a_file_or_jar_that_is_not_there_is_told_at_its_place() {
        shouting().delete("steps/Shout.java");
        workspace
                .build()
                .exits(ExitCode.REFUSED)
                .complained("Pipelinefile.yaml:5:11: error: no file 'steps/Shout.java'")
                .pipelinefile("tasks: { a: { uses: com.acme.A, classpath: no.jar } }")
                .build("a")
                .exits(ExitCode.REFUSED)
                .complained("nothing at 'no.jar' of the class path")
                .pipelinefile("tasks: { a: { uses: com.acme.A } }")
                .build("a")
                .exits(ExitCode.REFUSED)
                .complained("no step named 'com.acme.A'", "needs 'classpath'")
                .pipelinefile("tasks: { a: { uses: sql, classpath: x.jar } }")
                .build("a")
                .exits(ExitCode.REFUSED)
                .complained("'sql' comes with weir and takes no 'classpath'")
                .pipelinefile("tasks: { a: { run: echo, classpath: x.jar } }")
                .build("a")
                .exits(ExitCode.REFUSED)
                .complained("'classpath' is for steps");
    }

    @Test
    void settings_that_the_record_rejects_are_refused() {
        shouting()
                .file(
                        "steps/Shout.java",
                        SHOUT.replace(
                                "int times) {}",
                                "int times) { Settings { if (times > 0) throw new IllegalArgumentException(\"too often\"); } }"))
                .build()
                .exits(ExitCode.REFUSED)
                .complained("too often");
        assertFalse(Files.exists(workspace.path("loud.txt")));
    }
}
