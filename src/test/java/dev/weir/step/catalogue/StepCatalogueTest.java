package dev.weir.step.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ml.BuiltInSteps;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepCatalogueTest {
    private static final String STEP =
            """
            package acme;
            public class Work {
                public int run(int rows) {
                    int doubled = rows * 2;
                    return Helper.add(doubled);
                }
            }
            """;
    private static final String HELPER =
            """
            package acme;
            class Helper {
                static int add(int to) { return to + 1; }
            }
            """;
    private static final String OTHER =
            """
            package acme;
            class Other {}
            """;

    @TempDir Path folder;

    @Test
    void the_built_in_steps_are_all_there_with_their_shapes() throws IOException {
        StepCatalogue catalogue = StepCatalogue.builtIn();
        assertEquals(BuiltInSteps.names(), List.copyOf(catalogue.names()));
        for (String name : BuiltInSteps.names()) {
            Class<?> step = BuiltInSteps.type(name).orElseThrow();
            StepEntry entry = catalogue.find(name).orElseThrow();
            assertEquals(step.getName(), entry.className());
            assertEquals(StepShape.of(SettingsBinder.settings(step)), entry.shape());
            assertEquals(CodeDigest.of(step.getName(), step.getClassLoader()), entry.codeDigest());
        }
    }

    @Test
    void steps_of_different_code_have_different_digests() {
        StepCatalogue catalogue = StepCatalogue.builtIn();
        assertEquals(
                catalogue.names().size(),
                catalogue.names().stream()
                        .map(name -> catalogue.find(name).orElseThrow().codeDigest())
                        .distinct()
                        .count());
    }

    @Test
    void a_comment_or_an_unrelated_class_does_not_change_the_digest() throws Exception {
        String before = digest(Map.of("Work", STEP, "Helper", HELPER));
        String commented =
                STEP.replace("int doubled", "// twice\n\n        int more")
                        .replace("doubled", "more");
        assertEquals(before, digest(Map.of("Work", commented, "Helper", HELPER, "Other", OTHER)));
    }

    @Test
    void the_step_and_what_it_reaches_change_the_digest() throws Exception {
        String before = digest(Map.of("Work", STEP, "Helper", HELPER));
        assertNotEquals(
                before, digest(Map.of("Work", STEP.replace("* 2", "* 3"), "Helper", HELPER)));
        assertNotEquals(
                before, digest(Map.of("Work", STEP, "Helper", HELPER.replace("+ 1", "+ 2"))));
    }

    @Test
    void the_jars_a_step_reaches_change_its_digest_by_their_name() throws Exception {
        Path classes = compiled(Map.of("Work", STEP, "Helper", HELPER));
        Path work = folder.resolve("own");
        Files.createDirectories(work.resolve("acme"));
        Files.copy(classes.resolve("acme/Work.class"), work.resolve("acme/Work.class"));
        String one = withJar(work, classes, "helper-1.0.jar");
        String two = withJar(work, classes, "helper-1.1.jar");
        assertNotEquals(one, two);
    }

    private String withJar(Path work, Path classes, String name) throws IOException {
        Path jar = folder.resolve(name);
        try (var out = new java.util.jar.JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new java.util.zip.ZipEntry("acme/Helper.class"));
            out.write(Files.readAllBytes(classes.resolve("acme/Helper.class")));
        }
        URL[] urls = {work.toUri().toURL(), jar.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, null)) {
            return CodeDigest.of("acme.Work", loader);
        }
    }

    private String digest(Map<String, String> sources) throws IOException {
        Path classes = compiled(sources);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
            return CodeDigest.of("acme.Work", loader);
        }
    }

    private Path compiled(Map<String, String> sources) throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        Path sourceFolder = Files.createTempDirectory(folder, "sources");
        List<String> files =
                sources.entrySet().stream()
                        .map(entry -> source(sourceFolder, entry.getKey(), entry.getValue()))
                        .collect(Collectors.toList());
        files.addFirst(classes.toString());
        files.addFirst("-d");
        files.addFirst("-g");
        int exit =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, files.toArray(String[]::new));
        assertEquals(0, exit);
        assertTrue(Files.exists(classes.resolve("acme/Work.class")));
        return classes;
    }

    private static String source(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name + ".java"), text).toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(name.toLowerCase(Locale.ROOT), e);
        }
    }
}
