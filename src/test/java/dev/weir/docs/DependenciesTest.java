package dev.weir.docs;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class DependenciesTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^ |]+) \\|.*\\|.*\\|.*\\|$");
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

    private static Document pom;
    private static String page;

    @BeforeAll
    static void read() throws Exception {
        pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));
        page = Files.readString(Path.of("docs/dependencies.md"));
    }

    @Test
    void the_page_lists_each_dependency_of_the_pom_with_its_version_and_no_other() {
        var declared = new TreeMap<String, String>();
        for (var tag : new String[] {"dependency", "plugin", "path", "artifactItem"}) {
            elements(pom.getElementsByTagName(tag))
                    .filter(element -> !text(element, "version").isEmpty())
                    .forEach(element ->
                            declared.put(text(element, "artifactId"), text(element, "version")));
        }
        declared.put(
                "google-java-format",
                text(pom.getElementsByTagName("googleJavaFormat").item(0), "version"));
        var listed = rows(page.replaceAll("(?s)Brought along by these:.*?(?=Left out)", ""));
        assertEquals(declared, listed);
    }

    @Test
    void the_page_lists_each_library_that_others_bring_along_into_the_program() {
        var rows =
                rows(
                        page.substring(
                                page.indexOf("## In the program"), page.indexOf("## To build")));
        rows.remove("picocli"); // compiled into weir.jar
        var jars =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> JAR.matcher(Path.of(entry).getFileName().toString()))
                        .filter(jar -> jar.matches() && !isOfTests(jar.group(1)))
                        .collect(toMap(jar -> jar.group(1), jar -> jar.group(2)));
        assertEquals(rows, new TreeMap<>(jars));
    }

    private static boolean isOfTests(String library) {
        return library.matches(
                "junit-.*|opentest4j|apiguardian-api|archunit|surefire-.*|common-java5");
    }

    private static Map<String, String> rows(String text) {
        return new TreeMap<>(
                ROW.matcher(text)
                        .results()
                        .collect(toMap(row -> row.group(1), (MatchResult row) -> row.group(2))));
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }

    /// The text of a child, with a property of the pom replaced by its value; empty without such a
    /// child.
    private static String text(Node parent, String name) {
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                var text = child.getTextContent().strip();
                return text.startsWith("${")
                        ? pom.getElementsByTagName(text.substring(2, text.length() - 1))
                                .item(0)
                                .getTextContent()
                        : text;
            }
        }
        return "";
    }
}
