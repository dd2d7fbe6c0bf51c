package dev.weir.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FindingJdkTest {
    private Checkout checkout;

    @BeforeEach
    void a_checkout_with_maven_and_no_jdk(@TempDir Path machine) throws Exception {
        checkout = Checkout.in(machine.toRealPath(), "weir");
        checkout.maven("");
    }

    private Path jdk(String place, String version) throws Exception {
        return checkout.jdk(checkout.system.resolveSibling(place), version);
    }

    /// Links `java` of the PATH to this JDK over two links, as Debian's alternatives do.
    private void defaultJava(Path jdk) throws Exception {
        var alternatives = Files.createDirectories(checkout.system.resolve("etc/alternatives"));
        Files.createSymbolicLink(alternatives.resolve("java"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(checkout.bin.resolve("java"), alternatives.resolve("java"));
    }

    @Test
    void java_home_comes_first() throws Exception {
        defaultJava(jdk("system/usr/lib/jvm/jdk-25", "25.0.3"));
        var chosen = jdk("elsewhere/jdk", "26");
        checkout.with("JAVA_HOME", chosen.toString());
        assertEquals(chosen.toString(), checkout.run().succeeded().jdk());
    }

    @Test
    void a_default_java_of_17_is_passed_over_for_a_later_one() throws Exception {
        defaultJava(jdk("system/usr/lib/jvm/java-17-openjdk", "17.0.15"));
        var later = jdk("system/usr/lib/jvm/temurin-25-jdk", "25.0.3");
        assertEquals(later.toString(), checkout.run().succeeded().jdk());
    }

    @Test
    void a_java_home_of_17_is_passed_over_for_a_later_one() throws Exception {
        checkout.with("JAVA_HOME", jdk("old", "17.0.15").toString());
        var later = jdk("system/usr/lib/jvm/temurin-25-jdk", "25.0.3");
        assertEquals(later.toString(), checkout.run().succeeded().jdk());
    }

    @Test
    void a_default_java_that_is_new_enough_is_taken_through_its_links() throws Exception {
        jdk("system/usr/lib/jvm/a-25", "25");
        var chosen = jdk("system/usr/lib/jvm/b-25", "25.0.3");
        defaultJava(chosen);
        assertEquals(chosen.toString(), checkout.run().succeeded().jdk());
    }

    @Test
    void every_java_on_the_path_is_looked_at() throws Exception {
        var old = jdk("old", "21.0.1");
        var later = jdk("later", "25.0.3");
        checkout.with("PATH", checkout.bin + ":" + old.resolve("bin") + ":" + later.resolve("bin"));
        assertEquals(later.toString(), checkout.run().succeeded().jdk());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system/usr/lib/jvm/java-25-openjdk-amd64",
                "system/usr/lib/jvm/java-25-openjdk-25.0.1.0.8-1.fc43.x86_64",
                "system/usr/lib64/jvm/java-25",
                "system/usr/java/jdk-25",
                "system/opt/jdk-25.0.1",
                "system/opt/java/openjdk",
                "system/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                "system/opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
                "home/Library/Java/JavaVirtualMachines/openjdk-25/Contents/Home",
                "home/.sdkman/candidates/java/25-tem",
                "home/.asdf/installs/java/temurin-25.0.1+8.0.LTS",
                "home/.local/share/mise/installs/java/25",
                "home/.jenv/versions/25.0",
                "home/.jdks/temurin-25.0.1",
            })
    void usual_places_are_looked_at(String place) throws Exception {
        var jdk = jdk(place, "25.0.1");
        assertEquals(jdk.toString(), checkout.run().succeeded().jdk());
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.3", "25-ea", "26.0.1", "101"})
    void versions_from_25_on_are_new_enough(String version) throws Exception {
        jdk("system/usr/lib/jvm/jdk", version);
        checkout.run().succeeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "9", "17.0.15", "24.0.2", "", "twenty-five"})
    void versions_before_25_and_what_is_no_version_are_refused(String version) throws Exception {
        jdk("system/usr/lib/jvm/jdk", version);
        checkout.run().refused(2);
    }

    @Test
    void without_a_jdk_the_launcher_says_what_it_found_and_how_to_get_one() throws Exception {
        var old = jdk("system/usr/lib/jvm/java-17-openjdk", "17.0.15");
        var runtime = checkout.runtime(checkout.system.resolve("usr/lib/jvm/jre-25"), "25.0.1");
        checkout.with("JAVA_HOME", "/no/such/jdk");
        checkout.run()
                .refused(2)
                .says(
                        "weir: no JDK 25 or later found\n",
                        "JAVA_HOME (/no/such/jdk)",
                        "    /no/such/jdk: no JDK (",
                        "    " + old + ": Java 17.0.15\n",
                        "    " + runtime + ": Java 25.0.1 without its compiler",
                        "apt install openjdk-25-jdk",
                        "dnf install java-25-openjdk-devel",
                        "brew install openjdk@25",
                        "sdk install java 25-tem");
        assertEquals(0, checkout.builds());
    }

    @Test
    void on_a_machine_without_any_java_nothing_is_what_it_found() throws Exception {
        checkout.run().refused(2).says("JAVA_HOME (not set)", "found there: nothing\n");
    }

    @Test
    void the_jdk_found_is_remembered_until_it_goes() throws Exception {
        var first = jdk("system/usr/lib/jvm/b-25", "25.0.1");
        checkout.run().succeeded();
        var second = jdk("system/usr/lib/jvm/a-26", "26");
        assertEquals(first.toString(), checkout.run().succeeded().silently().jdk());
        Files.delete(first.resolve("bin/java"));
        Files.delete(first.resolve("bin/javac"));
        assertEquals(second.toString(), checkout.run().succeeded().silently().jdk());
        assertEquals(1, checkout.builds());
    }

    @Test
    void another_java_home_is_heeded_at_once_and_builds_nothing() throws Exception {
        jdk("system/usr/lib/jvm/jdk-25", "25.0.1");
        checkout.run().succeeded();
        var other = jdk("other", "26");
        checkout.with("JAVA_HOME", other.toString());
        assertEquals(other.toString(), checkout.run().succeeded().silently().jdk());
        assertEquals(1, checkout.builds());
    }

    @Test
    void a_link_to_the_current_jdk_is_not_remembered_but_what_it_meant() throws Exception {
        var good = jdk("versions/25", "25.0.1");
        var old = jdk("versions/17", "17");
        var current = checkout.system.resolve("usr/lib/jvm/current");
        Files.createDirectories(current.getParent());
        Files.createSymbolicLink(current, good);
        checkout.run().succeeded();
        Files.delete(current);
        Files.createSymbolicLink(current, old);
        assertEquals(good.toString(), checkout.run().succeeded().jdk());
    }

    @Test
    void maven_runs_on_the_jdk_found() throws Exception {
        var jdk = jdk("system/usr/lib/jvm/jdk-25", "25.0.1");
        checkout.run().succeeded();
        assertEquals(jdk + ":", checkout.mavenCalls().getFirst().split(" ")[0]);
    }
}
