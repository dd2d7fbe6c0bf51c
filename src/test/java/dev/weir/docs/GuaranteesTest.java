package dev.weir.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Each promise on the page names tests that are there.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class GuaranteesTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final Pattern PROMISE = Pattern.compile("(?m)^\\| [A-Z].* \\| (.*) \\|$");

    @Test
    void each_test_it_names_is_there() throws Exception {
        String page = Files.readString(Path.of("docs/guarantees.md"));
        List<String> missing = new ArrayList<>();
        var named = TEST.matcher(page);
        while (named.find()) {
            if (!isThere(named.group(1), named.group(2))) {
                missing.add(named.group());
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void each_promise_names_what_holds_it() throws Exception {
        String page = Files.readString(Path.of("docs/guarantees.md"));
        var promises = PROMISE.matcher(page);
        int count = 0;
        while (promises.find()) {
            count++;
            String held = promises.group(1);
            assertTrue(
                    TEST.matcher(held).find() || held.startsWith("every story"), promises.group());
        }
        assertTrue(count > 20, count + " promises");
    }

    private static boolean isThere(String type, String method) throws Exception {
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            for (Path source : sources.filter(path -> path.endsWith(type + ".java")).toList()) {
                if (method == null || Files.readString(source).contains(" void " + method + "(")) {
                    return true;
                }
            }
        }
        return false;
    }
}
