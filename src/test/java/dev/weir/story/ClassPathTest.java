package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Steps that users compiled: jars and folders of classes on the class path of a task.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClassPathTest {
    @RegisterExtension final Workspace workspace = new Workspace();

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
    void what_is_on_a_class_path_is_nobodys_output() throws IOException {
        compile("classes", "");
        for (String output : List.of("classes/", "classes/com/acme/Loud.class")) {
            workspace
                    .pipelinefile(
                            """
                            tasks:
                              shout: { uses: com.acme.Shout, classpath: classes, with: { end: "!" }, inputs: hello.txt, outputs: loud.txt }
                              compile: { run: date, outputs: %s }
                            """
                                    .formatted(output))
                    .build("shout")
                    .exits(ExitCode.REFUSED)
                    .complained(", which is read before any task runs");
        }
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

    @Test
    void a_class_that_only_a_generic_type_names_is_reached() throws IOException {
        String named =
                "package com.acme; public class Named { public String toString() { return \"1\"; } }";
        workspace
                .pipelinefile(
                        "tasks: { name: { uses: com.acme.Name, classpath: classes, outputs: { o: name.txt } } }")
                .file("src/com/acme/Named.java", named)
                .file(
                        "src/com/acme/Name.java",
                        """
                        package com.acme;
                        import dev.weir.step.Step;
                        import dev.weir.step.StepContext;
                        import java.lang.reflect.ParameterizedType;
                        import java.nio.file.Files;
                        import java.util.List;
                        public class Name implements Step<Name.None> {
                            public record None() {}
                            List<Named> names;
                            public void run(StepContext<None> context) throws Exception {
                                var type = (ParameterizedType) Name.class.getDeclaredField("names").getGenericType();
                                Object name = ((Class<?>) type.getActualTypeArguments()[0]).getConstructor().newInstance();
                                Files.writeString(context.output("o"), name + "\\n");
                            }
                        }
                        """);
        compile("classes", List.of("Named", "Name"));
        workspace.build("name").ran("name").has("name.txt", "1\n");
        workspace.settle();
        workspace.file("src/com/acme/Named.java", named.replace('1', '2'));
        compile("classes", List.of("Named", "Name"));
        workspace.build("name").ran("name").has("name.txt", "2\n");
    }

    @Test
    void links_that_lead_back_are_not_followed() throws IOException {
        compile("classes", "");
        workspace
                .pipelinefile(
                        """
                        default: shout
                        tasks:
                          shout: { uses: com.acme.Shout, classpath: classes, with: { end: "!" }, inputs: [hello.txt], outputs: [loud.txt] }
                        """)
                .file("hello.txt", "hello\n")
                .command(
                        "ln -s . classes/me; ln -s ../acme classes/com/again; ln -s ../../classes classes/com/up")
                .build()
                .ran("shout")
                .build()
                .didNothing();
    }

    @Test
    void what_cannot_be_read_as_a_class_path_is_told() throws IOException {
        compile("classes", "");
        String pipeline =
                "tasks: { shout: { uses: com.acme.Shout, classpath: CP, with: { end: '!' }, inputs: [in], outputs: [loud.txt] } }";
        workspace
                .file("in", "1\n")
                .command("mkfifo pipe.jar; mkdir held; mkfifo held/pipe")
                .pipelinefile(pipeline.replace("CP", "pipe.jar"))
                .build("shout")
                .exits(ExitCode.REFUSED)
                .complained("'pipe.jar' of the class path is no jar and no folder")
                .pipelinefile(pipeline.replace("CP", "held"))
                .build("shout")
                .exits(ExitCode.REFUSED)
                .complained("'held' of the class path holds a pipe, socket or device: 'held/pipe'")
                .pipelinefile(pipeline.replace("CP", "classes"));
        byte[] whole = Files.readAllBytes(workspace.path("classes/com/acme/Shout.class"));
        for (int length = 0; length < whole.length; length += 1 + whole.length / 40) {
            Files.write(
                    workspace.path("classes/com/acme/Shout.class"), Arrays.copyOf(whole, length));
            workspace
                    .build("shout")
                    .exits(ExitCode.REFUSED)
                    .complained(
                            "the class 'com.acme.Shout' of its class path is no class file, or a damaged one");
        }
        Files.write(workspace.path("classes/com/acme/Shout.class"), whole);
        workspace.build("shout").ran("shout");
    }

    @Test
    void what_the_manifest_of_a_jar_names_is_on_the_class_path_too() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "more/ later.jar http://x/y");
        Files.createDirectories(workspace.path("lib"));
        try (var out =
                new JarOutputStream(
                        Files.newOutputStream(workspace.path("lib/thin.jar")), manifest)) {
            out.putNextEntry(new JarEntry("any"));
        }
        String say =
                """
                import dev.weir.step.Step;
                import dev.weir.step.StepContext;
                import java.nio.file.Files;
                public class Say implements Step<Say.None> {
                    record None() {}
                    public void run(StepContext<None> context) throws Exception {
                        try (var word = Say.class.getResourceAsStream("/word.txt")) {
                            Files.write(context.output("o"), word.readAllBytes());
                        }
                    }
                }
                """;
        workspace
                .file("lib/more/word.txt", "one\n")
                .file("steps/Say.java", say)
                .pipelinefile(
                        "tasks: { say: { uses: steps/Say.java, classpath: lib/thin.jar, outputs: { o: said } } }")
                .build("say")
                .ran("say")
                .has("said", "one\n")
                .build("say")
                .didNothing()
                .edit("lib/more/word.txt", "two\n")
                .weir("explain", "say")
                .said("the step's code changed: lib/thin.jar more/")
                .build("say")
                .ran("say")
                .has("said", "two\n")
                .command("cp lib/thin.jar lib/later.jar")
                .build("say")
                .ran("say")
                .pipelinefile(
                        """
                        tasks:
                          say: { uses: steps/Say.java, classpath: lib/thin.jar, outputs: { o: said } }
                          pack: { run: date, outputs: lib/later.jar }
                        """)
                .build("say")
                .exits(ExitCode.REFUSED)
                .complained(
                        "a task cannot make 'lib/later.jar', which is read before any task runs");
    }

    @Test
    void a_result_of_code_that_changed_meanwhile_is_not_remembered() {
        String say =
                """
                import dev.weir.step.Step;
                import dev.weir.step.StepContext;
                import java.nio.file.Files;
                import java.nio.file.Path;
                public class Say implements Step<Say.None> {
                    record None() {}
                    public void run(StepContext<None> context) throws Exception {
                        Path lib = context.output("o").resolveSibling("lib");
                        if (Files.notExists(lib.resolve("once"))) {
                            Files.createFile(lib.resolve("once"));
                            Files.writeString(lib.resolve("word.txt"), "two\\n");
                        }
                        try (var word = Say.class.getResourceAsStream("/word.txt")) {
                            Files.write(context.output("o"), word.readAllBytes());
                        }
                    }
                }
                """;
        workspace
                .file("lib/word.txt", "one\n")
                .file("steps/Say.java", say)
                .pipelinefile(
                        "tasks: { say: { uses: steps/Say.java, classpath: lib, outputs: { o: said } } }")
                .build("say")
                .ran("say")
                .complained("'lib' changed while task 'say' ran")
                .ranAgain("say")
                .build("say")
                .didNothing()
                .has("said", "two\n")
                .edit("lib/word.txt", "one\n")
                .delete("lib/once")
                .command("touch lib/once")
                .build("say")
                .ran("say")
                .has("said", "one\n");
    }

    @Test
    void a_file_of_a_class_path_that_was_another_for_a_while_is_seen_although_it_is_back() {
        String say =
                """
                import dev.weir.step.Step;
                import dev.weir.step.StepContext;
                import java.nio.file.Files;
                import java.nio.file.Path;
                public class Say implements Step<Say.None> {
                    record None() {}
                    public void run(StepContext<None> context) throws Exception {
                        Path word = context.output("o").resolveSibling("lib").resolve("word.txt");
                        Path once = context.output("o").resolveSibling("once");
                        Files.writeString(context.output("o"), "said");
                        if (Files.notExists(once)) {
                            Files.createFile(once);
                            Files.writeString(word, "two");
                            Files.writeString(word, "one");
                        }
                    }
                }
                """;
        workspace
                .file("lib/word.txt", "one")
                .file("steps/Say.java", say)
                .pipelinefile(
                        "tasks: { say: { uses: steps/Say.java, classpath: lib, outputs: { o: said } } }")
                .settle();
        workspace
                .build("say")
                .ran("say")
                .complained("'lib/word.txt' changed while task 'say' ran")
                .ranAgain("say");
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
                .file(
                        "src/com/acme/Shout.java",
                        before + "package com.acme;\n" + OwnStepsTest.SHOUT)
                .file("src/com/acme/Loud.java", "package com.acme;\n" + OwnStepsTest.LOUD);
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
}
