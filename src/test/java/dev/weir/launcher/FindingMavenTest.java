package dev.weir.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class FindingMavenTest {
    private Checkout checkout;

    @BeforeEach
    void a_checkout_with_a_jdk_and_no_maven(@TempDir Path machine) throws Exception {
        checkout = Checkout.in(machine.toRealPath(), "weir");
        checkout.jdk(checkout.system.resolve("usr/lib/jvm/jdk-25"), "25.0.3");
    }

    @Test
    void without_maven_the_launcher_says_where_it_looked_and_how_to_get_it() throws Exception {
        checkout.run()
                .refused(2)
                .says(
                        "weir: no Maven found; it builds weir from the sources in " + checkout.root,
                        "mvn on the PATH, MAVEN_HOME (not set)",
                        "apt install maven",
                        "dnf install maven",
                        "brew install maven",
                        "sdk install maven");
        assertEquals(List.of(), checkout.dist(name -> true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "system/usr/share/maven/bin/mvn",
                "system/opt/apache-maven-3.9.9/bin/mvn",
                "system/opt/homebrew/bin/mvn",
                "home/.sdkman/candidates/maven/current/bin/mvn",
                "home/.asdf/installs/maven/3.9.9/bin/mvn",
                "home/.local/share/mise/installs/maven/3.9.9/apache-maven-3.9.9/bin/mvn",
            })
    void usual_places_are_looked_at(String place) throws Exception {
        checkout.maven(checkout.system.resolveSibling(place), "");
        checkout.run().succeeded();
    }

    @Test
    void maven_home_is_looked_at() throws Exception {
        checkout.maven(checkout.system.resolveSibling("my maven/bin/mvn"), "");
        checkout.with("MAVEN_HOME", checkout.system.resolveSibling("my maven").toString());
        checkout.run().succeeded();
    }

    @Test
    void once_built_weir_starts_without_maven() throws Exception {
        var maven = checkout.maven("");
        checkout.run().succeeded();
        Files.delete(maven);
        checkout.run().succeeded().silently();
    }
}
