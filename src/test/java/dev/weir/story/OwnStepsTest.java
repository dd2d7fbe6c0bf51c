package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Steps that users write in Java: as files of the workspace, or as classes of a class path.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OwnStepsTest {
    private static final String SHOUT =
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
    private static final String LOUD =
            """
            class Loud {
                static String of(String text) {
                    return text.toUpperCase(java.util.Locale.ROOT);
                }
            }
            """;

    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace shouting() {
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
    void a_class_that_is_not_reached_does_not_count() {
        shouted()
                .edit("steps/Unrelated.java", "class Unrelated { int more; }")
                .file("steps/Another.java", "this is no Java")
                .build()
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

    @Test
    void a_class_of_a_jar_counts_with_the_jar_as_a_whole() throws IOException {
        jar("lib/acme.jar", "1");
        workspace
                .pipelinefile(
                        """
                        default: shout
                        tasks:
                          shout:
                            uses: com.acme.Shout
                            classpath: [lib/acme.jar]
                            with: { end: "!" }
                            inputs: [hello.txt]
                            outputs: [loud.txt]
                        """)
                .file("hello.txt", "hello\n")
                .build()
                .ran("shout")
                .has("loud.txt", "HELLO!\n");
        workspace.settle();
        jar("lib/acme.jar", "2");
        workspace
                .weir("explain", "shout")
                .said("the step's code changed: lib/acme.jar")
                .build()
                .ran("shout");
    }

    @Test
    void a_folder_of_classes_counts_by_the_classes_that_are_reached() throws IOException {
        compile("classes", "");
        workspace
                .pipelinefile(
                        """
                        default: shout
                        tasks:
                          shout:
                            uses: com.acme.Shout
                            classpath: classes
                            with: { end: "!" }
                            inputs: [hello.txt]
                            outputs: [loud.txt]
                        """)
                .file("hello.txt", "hello\n")
                .build()
                .ran("shout");
        workspace.settle();
        compile("classes", "// a comment\n\n");
        workspace.file("classes/com/acme/Other.class", "no class").build().didNothing();
        workspace.file("classes/words.txt", "a resource").build().ran("shout");
    }

    @Test
    void classes_that_may_be_found_by_name_count_all() throws IOException {
        String finder =
                """
                package com.acme;
                import dev.weir.step.Step;
                import dev.weir.step.StepContext;
                import java.nio.file.Files;
                public class Find implements Step<Find.None> {
                    public record None() {}
                    public void run(StepContext<None> context) throws Exception {
                        String name = "com.acme." + "Found";
                        Files.writeString(context.output("o"), Class.forName(name).getConstructor().newInstance() + "\\n");
                    }
                }
                """;
        String found =
                "package com.acme; public class Found { public String toString() { return \"1\"; } }";
        workspace
                .pipelinefile(
                        "tasks: { find: { uses: com.acme.Find, classpath: classes, outputs: { o: found.txt } } }")
                .file("src/com/acme/Find.java", finder)
                .file("src/com/acme/Found.java", found);
        compile("classes", List.of("Find", "Found"));
        workspace.build("find").ran("find").has("found.txt", "1\n").build("find").didNothing();
        workspace.settle();
        workspace.file("src/com/acme/Found.java", found.replace('1', '2'));
        compile("classes", List.of("Find", "Found"));
        workspace.build("find").ran("find").has("found.txt", "2\n");
    }

    @Test
    void a_class_that_an_annotation_names_is_reached() throws IOException {
        workspace
                .pipelinefile(
                        "tasks: { name: { uses: com.acme.Name, classpath: classes, outputs: { o: name.txt } } }")
                .file(
                        "src/com/acme/By.java",
                        "package com.acme; import java.lang.annotation.*; @Retention(RetentionPolicy.RUNTIME) public @interface By { Class<?> value(); }")
                .file(
                        "src/com/acme/Named.java",
                        "package com.acme; public class Named { public String toString() { return \"1\"; } }")
                .file(
                        "src/com/acme/Name.java",
                        """
                        package com.acme;
                        import dev.weir.step.Step;
                        import dev.weir.step.StepContext;
                        import java.nio.file.Files;
                        @By(Named.class)
                        public class Name implements Step<Name.None> {
                            public record None() {}
                            public void run(StepContext<None> context) throws Exception {
                                Class<?> type = Name.class.getAnnotation(By.class).value();
                                Files.writeString(context.output("o"), type.getConstructor().newInstance() + "\\n");
                            }
                        }
                        """);
        compile("classes", List.of("By", "Named", "Name"));
        workspace.build("name").ran("name").has("name.txt", "1\n");
        workspace.settle();
        workspace.edit(
                "src/com/acme/Named.java",
                "package com.acme; public class Named { public String toString() { return \"2\"; } }");
        compile("classes", List.of("By", "Named", "Name"));
        workspace.build("name").ran("name").has("name.txt", "2\n");
    }

    private void jar(String path, String version) throws IOException {
        compile("made", "");
        Path jar = workspace.path(path);
        Files.createDirectories(jar.getParent());
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> classes = Files.walk(workspace.path("made"))) {
            for (Path file : classes.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(workspace.path("made").relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
            out.putNextEntry(new JarEntry("version"));
            out.write(version.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void compile(String folder, String before) throws IOException {
        workspace
                .file("src/com/acme/Shout.java", before + "package com.acme;\n" + SHOUT)
                .file("src/com/acme/Loud.java", "package com.acme;\n" + LOUD);
        compile(folder, List.of("Shout", "Loud"));
    }

    private void compile(String folder, List<String> names) throws IOException {
        Files.createDirectories(workspace.path(folder));
        List<String> words =
                new ArrayList<>(
                        List.of("-cp", "target/classes", "-d", workspace.path(folder).toString()));
        names.forEach(
                name -> words.add(workspace.path("src/com/acme/" + name + ".java").toString()));
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, words.toArray(String[]::new)));
    }

    // ---- mistakes

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

    // ---- how it runs

    @Test
    void what_a_step_throws_and_prints_is_in_its_log() {
        shouting()
                .file(
                        "steps/Shout.java",
                        SHOUT.replace(
                                "context.log(",
                                """
                                System.out.println("to stdout");
                                Thread other = new Thread(() -> System.err.println("from a thread"));
                                other.start();
                                other.join();
                                if (true) throw new IllegalStateException("broken");
                                context.log(\
                                """))
                .build()
                .failed("shout")
                .complained("IllegalStateException: broken")
                .weir("log", "shout")
                .said("to stdout", "from a thread", "Shout.java:16");
    }

    @Test
    void nothing_static_is_left_of_an_earlier_run() {
        workspace
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          one: { uses: Count.java, outputs: [one.txt] }
                          two: { uses: Count.java, outputs: [two.txt] }
                          all: { needs: [one, two] }
                        """)
                .file(
                        "Count.java",
                        """
                        import dev.weir.step.*;
                        public class Count implements Step<Count.None> {
                            record None() {}
                            static int runs;
                            public void run(StepContext<None> context) throws Exception {
                                java.nio.file.Files.writeString(context.output(""), "" + ++runs);
                            }
                        }
                        """)
                .build()
                .ran("one", "two")
                .has("one.txt", "1")
                .has("two.txt", "1");
    }

    @Test
    void a_step_that_loops_is_ended_by_its_timeout() {
        shouting()
                .edit(
                        "Pipelinefile.yaml",
                        workspace.text("Pipelinefile.yaml") + "    timeout: 100ms\n")
                .file("steps/Shout.java", endless())
                .build()
                .failed("shout")
                .complained("took longer than");
    }

    private static String endless() {
        return """
        import dev.weir.step.*;
        public class Shout implements Step<Shout.Settings> {
            record Settings(String end) {}
            public void run(StepContext<Settings> context) throws Exception {
                while (true) {
                    context.checkCancelled();
                }
            }
        }
        """;
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
