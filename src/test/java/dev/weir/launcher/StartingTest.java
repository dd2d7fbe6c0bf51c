package dev.weir.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class StartingTest {
    private Checkout checkout;

    @BeforeEach
    void a_checkout_that_can_start(@TempDir Path machine) throws Exception {
        checkout = Checkout.complete(machine.toRealPath());
    }

    @Test
    void every_word_reaches_weir_as_it_was_typed() throws Exception {
        var words =
                List.of("deploy", "-P", "name=a b", "", "*", "it's", "\"$HOME\"", "`x`", "-n", "é");
        checkout.run().succeeded();
        assertEquals(words, checkout.run(words.toArray(String[]::new)).succeeded().arguments());
    }

    @Test
    void the_exit_code_is_that_of_weir() throws Exception {
        checkout.run().succeeded();
        assertEquals(130, checkout.with("FAKE_EXIT", "130").run().exit());
        assertEquals(1, checkout.with("FAKE_EXIT", "1").run().exit());
    }

    @Test
    void the_launcher_becomes_the_jvm_so_that_signals_reach_it() throws Exception {
        var first = checkout.run().succeeded();
        assertEquals(first.pid(), Long.parseLong(first.value("pid")));
        var second = checkout.run().succeeded();
        assertEquals(second.pid(), Long.parseLong(second.value("pid")));
    }

    @Test
    void the_class_path_is_weir_first_and_then_its_libraries_in_the_order_of_the_build()
            throws Exception {
        var dist = checkout.root.resolve("target/dist");
        var built = checkout.run().succeeded().classPath();
        var build = checkout.dist(name -> name.startsWith("build-")).getFirst();
        var expected =
                "%1$s/%2$s/weir.jar:%1$s/lib/second-2.jar:%1$s/lib/first-1.jar:%1$s/lib/third-3/third-3.jar"
                        .formatted(dist, build);
        assertEquals(expected, built);
        assertEquals(expected, checkout.run().succeeded().classPath());
    }

    @Test
    void it_starts_from_any_folder_and_stays_there() throws Exception {
        var elsewhere = Files.createDirectories(checkout.home.resolve("some where"));
        for (var i = 0; i < 2; i++) {
            var started = checkout.runAs(checkout.root.resolve("weir"), elsewhere).succeeded();
            assertEquals(elsewhere.toString(), started.value("pwd"));
            assertTrue(started.words().contains("-Dweir.home=" + checkout.root));
        }
        assertEquals(1, checkout.builds());
    }

    @Test
    void a_folder_that_was_removed_is_told() throws Exception {
        var script = checkout.home.resolve("removing");
        Files.writeString(
                script,
                "#!/bin/sh\nmkdir gone && cd gone && rm -r \"$PWD\" && exec '"
                        + checkout.root.resolve("weir")
                        + "'\n");
        assertTrue(script.toFile().setExecutable(true));
        checkout.run().succeeded();
        checkout.runAs(script, checkout.home).refused(2).says("the current folder was removed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./weir", "../weir/weir", "src/../weir"})
    void it_starts_by_a_relative_path(String path) throws Exception {
        checkout.run().succeeded();
        var started = checkout.runAs(Path.of(path), checkout.root).succeeded().silently();
        assertTrue(started.words().contains("-Dweir.home=" + checkout.root));
    }

    @Test
    void it_starts_through_the_path() throws Exception {
        checkout.with("PATH", checkout.root + ":" + checkout.bin);
        var line = List.of("/bin/sh", "-c", "weir; cd \"$HOME\" && weir list");
        var started = checkout.finish(checkout.start(line, checkout.root)).succeeded();
        assertEquals(1, checkout.builds());
        assertEquals("list", started.words().getLast());
    }

    @Test
    void it_starts_through_links_to_links() throws Exception {
        var one = Files.createDirectories(checkout.home.resolve("links/one"));
        var two = Files.createDirectories(checkout.home.resolve("links/two"));
        Files.createSymbolicLink(one.resolve("absolute"), checkout.root.resolve("weir"));
        Files.createSymbolicLink(two.resolve("relative"), Path.of("../one/absolute"));
        for (var link : List.of(one.resolve("absolute"), two.resolve("relative"))) {
            var started = checkout.runAs(link, two).succeeded();
            assertTrue(started.words().contains("-Dweir.home=" + checkout.root));
        }
        assertEquals(1, checkout.builds());
    }

    @Test
    void it_is_the_same_checkout_through_a_linked_folder() throws Exception {
        checkout.run().succeeded();
        var link = Files.createSymbolicLink(checkout.home.resolve("linked"), checkout.root);
        var started = checkout.runAs(link.resolve("weir"), checkout.home).succeeded().silently();
        assertTrue(started.words().contains("-Dweir.home=" + checkout.root));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my weir", "it's $HOME", "a*[b]?", "näh"})
    void the_path_may_hold_any_character_but_a_colon(String name, @TempDir Path other)
            throws Exception {
        var odd = Checkout.complete(other.toRealPath(), name).with("LC_ALL", "C.UTF-8");
        odd.run("a").succeeded();
        var started = odd.run("a").succeeded().silently();
        assertTrue(started.classPath().startsWith(odd.root + "/"), started.classPath());
        odd.age(odd.root.resolve("pom.xml"), Instant.now());
        odd.run("a").succeeded().says("pom.xml changed");
        assertEquals(2, odd.builds());
    }

    @Test
    void a_path_is_all_the_environment_it_needs() throws Exception {
        checkout.without("HOME");
        assertEquals("C.UTF-8", checkout.run().succeeded().value("LC_ALL"));
        assertEquals("C.UTF-8", checkout.run().succeeded().silently().value("LC_ALL"));
    }

    @ParameterizedTest
    @CsvSource({"LANG,C", "LANG,de_DE.ISO-8859-1", "LC_ALL,POSIX", "LC_CTYPE,C"})
    void a_locale_without_utf_8_is_replaced(String variable, String value) throws Exception {
        checkout.with(variable, value);
        assertEquals("C.UTF-8", checkout.run().succeeded().value("LC_ALL"));
    }

    @ParameterizedTest
    @CsvSource({"LANG,de_DE.UTF-8", "LANG,de_DE.utf8", "LC_CTYPE,de_DE.UTF-8", "LC_CTYPE,UTF-8"})
    void a_locale_with_utf_8_is_kept(String variable, String value) throws Exception {
        checkout.with(variable, value);
        assertEquals("unset", checkout.run().succeeded().value("LC_ALL"));
    }

    @Test
    void a_locale_that_is_not_installed_counts_as_none() throws Exception {
        var locales = checkout.system.resolve("usr/lib/locale");
        Files.createDirectories(locales.resolve("de_DE.utf8"));
        checkout.with("LANG", "en_US.UTF-8");
        assertEquals("C.UTF-8", checkout.run().succeeded().value("LC_ALL"));
        checkout.with("LANG", "de_DE.UTF-8");
        assertEquals("unset", checkout.run().succeeded().value("LC_ALL"));
        checkout.with("LANG", "en_US.UTF-8");
        Files.createFile(locales.resolve("locale-archive"));
        assertEquals("unset", checkout.run().succeeded().value("LC_ALL"));
    }

    @Test
    void waiting_threads_are_passive_unless_the_user_says_otherwise() throws Exception {
        assertEquals("passive", checkout.run().succeeded().value("OMP_WAIT_POLICY"));
        assertEquals(
                "active",
                checkout.with("OMP_WAIT_POLICY", "active").run().value("OMP_WAIT_POLICY"));
    }

    @Test
    void the_users_options_for_the_jvm_come_after_those_of_the_launcher() throws Exception {
        checkout.with("WEIR_JAVA_OPTS", "-Xmx4g  -Dx=*");
        var words = checkout.run().succeeded().words();
        assertTrue(words.indexOf("-Xmx4g") > words.indexOf("-XX:+UseSerialGC"));
        assertTrue(words.contains("-Dx=*"));
    }

    @Test
    void no_variable_of_the_launcher_reaches_weir() throws Exception {
        checkout.run().succeeded();
        var java = checkout.system.resolve("usr/lib/jvm/jdk-25/bin/java");
        Checkout.executable(java, "#!/bin/sh\nexport -p\n");
        var out = checkout.run().out();
        var names = out.lines().map(line -> line.replaceAll("^export |=.*", "")).sorted().toList();
        assertEquals(
                List.of("HOME", "LC_ALL", "OMP_WAIT_POLICY", "PATH"),
                names.stream()
                        .filter(name -> !name.equals("PWD") && !name.equals("OLDPWD"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<&-", ">&-", "2>&-", "<&- >&- 2>&-"})
    void a_closed_stream_is_no_hindrance(String closed) throws Exception {
        var line =
                List.of(
                        "/bin/sh",
                        "-c",
                        "exec \"$0\" " + closed,
                        checkout.root.resolve("weir").toString());
        assertEquals(0, checkout.finish(checkout.start(line, checkout.root)).exit());
        assertEquals(0, checkout.finish(checkout.start(line, checkout.root)).exit());
        assertEquals(1, checkout.builds());
        var java = checkout.system.resolve("usr/lib/jvm/jdk-25/bin/java");
        Checkout.executable(java, "#!/bin/sh\ntrue 9<&0 && true 9>&1 && true 9>&2\n");
        assertEquals(0, checkout.finish(checkout.start(line, checkout.root)).exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "bash", "busybox sh", "mksh", "ksh93", "yash"})
    void each_shell_of_this_machine_starts_it(String shell) throws Exception {
        var words = shell.split(" ");
        var found =
                List.of("/bin", "/usr/bin").stream()
                        .map(folder -> Path.of(folder, words[0]))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeTrue(found.isPresent(), words[0] + " is not installed");
        var launcher = checkout.root.resolve("weir");
        var text = Files.readString(launcher);
        words[0] = found.get().toString();
        Files.writeString(launcher, text.replaceFirst("#!/bin/sh", "#!" + String.join(" ", words)));
        checkout.age(launcher, Checkout.written(0));
        assertEquals(List.of("a b"), checkout.run("a b").succeeded().arguments());
        assertEquals(List.of("a b"), checkout.run("a b").succeeded().silently().arguments());
        checkout.age(checkout.root.resolve("pom.xml"), Instant.now());
        checkout.run().succeeded().says("pom.xml changed");
        Files.delete(checkout.root.resolve("src/main/resources/schema.json"));
        checkout.run().succeeded().says("weir: src/main/resources");
        checkout.run().succeeded().silently();
    }

    @Test
    void an_installed_weir_has_no_sources_and_just_starts(@TempDir Path other) throws Exception {
        var bundle = Files.createDirectories(other.toRealPath().resolve("opt/my weir"));
        Files.createDirectories(bundle.resolve("lib"));
        Checkout.executable(
                bundle.resolve("weir"), Files.readString(checkout.root.resolve("weir")));
        Files.writeString(bundle.resolve("lib/weir.jar"), "");
        var started = checkout.runAs(bundle.resolve("weir"), other, "list").succeeded().silently();
        assertEquals(bundle + "/lib/weir.jar:" + bundle + "/lib/*", started.classPath());
        Files.writeString(bundle.resolve("lib/classpath"), "lib/b-1.jar:lib/a-2.jar");
        var again = checkout.runAs(bundle.resolve("weir"), other, "list").succeeded().silently();
        assertEquals(
                "%1$s/lib/weir.jar:%1$s/lib/b-1.jar:%1$s/lib/a-2.jar".formatted(bundle),
                again.classPath());
        assertTrue(again.words().contains("-Dweir.home=" + bundle));
        assertEquals(0, checkout.builds());
        try (var files = Files.list(bundle)) {
            assertEquals(2, files.count(), "a start of an installed weir wrote something");
        }
    }

    @Test
    void an_installed_weir_needs_no_compiler(@TempDir Path other) throws Exception {
        Files.delete(checkout.system.resolve("usr/lib/jvm/jdk-25/bin/javac"));
        Checkout.executable(other.resolve("weir"), Files.readString(checkout.root.resolve("weir")));
        Files.createDirectories(other.resolve("lib"));
        Files.writeString(other.resolve("lib/weir.jar"), "");
        checkout.runAs(other.resolve("weir"), other).succeeded();
    }

    @Test
    void a_launcher_alone_says_that_it_is() throws Exception {
        var alone =
                Checkout.executable(
                        checkout.home.resolve("weir"),
                        Files.readString(checkout.root.resolve("weir")));
        checkout.runAs(alone, checkout.home)
                .refused(3)
                .says("neither the sources of weir nor lib/weir.jar");
    }
}
