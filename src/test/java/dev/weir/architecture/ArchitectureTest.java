package dev.weir.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Reads `docs/architecture.md` and holds the code to it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArchitectureTest {
    private static final String ROOT = "dev.weir.";
    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Map<String, String> LIBRARIES =
            Map.of(
                    "picocli", "picocli",
                    "com.google.gson", "gson",
                    "org.apache.commons.codec", "commons-codec",
                    "org.yaml.snakeyaml", "snakeyaml",
                    "org.tomlj", "tomlj",
                    "com.opencsv", "opencsv",
                    "org.duckdb", "duckdb",
                    "smile", "smile",
                    "ml.dmlc", "xgboost");

    private static JavaClasses classes;
    private static Map<String, Row> table;

    /// @param uses names of rows; `all` for any
    private record Row(Set<String> uses, Set<String> libraries) {}

    @BeforeAll
    static void read() throws IOException {
        classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.weir");
        table = table();
    }

    private static Map<String, Row> table() throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        boolean in = false;
        for (String line : Files.readAllLines(PAGE)) {
            in = line.startsWith("| Package |") || in && line.startsWith("|");
            if (in && line.startsWith("| `")) {
                String[] cells = line.split("\\|");
                rows.put(
                        code(cells[1]).getFirst(),
                        new Row(
                                cells[3].strip().equals("all")
                                        ? Set.of("all")
                                        : Set.copyOf(code(cells[3])),
                                Set.of(cells[4].strip().split(" "))));
            }
        }
        return rows;
    }

    private static List<String> code(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = CODE.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /// The row that speaks for a package: the longest name that is it or is above it.
    private static Optional<String> row(String packageName) {
        if (!packageName.startsWith(ROOT)) {
            return Optional.empty();
        }
        String name = packageName.substring(ROOT.length());
        return table.keySet().stream()
                .filter(row -> name.equals(row) || name.startsWith(row + "."))
                .max(Comparator.comparingInt(String::length));
    }

    @Test
    void every_package_has_a_row() {
        Set<String> without = new TreeSet<>();
        for (JavaClass type : classes) {
            if (row(type.getPackageName()).isEmpty()) {
                without.add(type.getPackageName());
            }
        }
        assertEquals(Set.of(), without);
        assertFalse(table.isEmpty());
    }

    @Test
    void packages_use_only_what_the_table_lets_them() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : classes) {
            String from = row(type.getPackageName()).orElseThrow();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                row(dependency.getTargetClass().getBaseComponentType().getPackageName())
                        .filter(to -> !to.equals(from) && !mayUse(from, to))
                        .ifPresent(to -> violations.add(dependency.getDescription()));
            }
        }
        assertEquals(Set.of(), violations);
    }

    private static boolean mayUse(String from, String to) {
        Set<String> uses = table.get(from).uses();
        return uses.contains("all") || uses.contains(to);
    }

    @Test
    void the_table_lets_nobody_use_more_than_is_used() {
        Set<String> used = new TreeSet<>();
        for (JavaClass type : classes) {
            String from = row(type.getPackageName()).orElseThrow();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                row(dependency.getTargetClass().getBaseComponentType().getPackageName())
                        .filter(to -> !to.equals(from))
                        .ifPresent(to -> used.add(from + " → " + to));
            }
        }
        Set<String> allowed = new TreeSet<>();
        table.forEach((from, row) ->
                row.uses().stream()
                        .filter(to -> !to.equals("all"))
                        .forEach(to -> allowed.add(from + " → " + to)));
        allowed.removeAll(used);
        assertEquals(Set.of(), allowed);
    }

    @Test
    void libraries_are_called_only_where_the_table_says() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : classes) {
            String from = row(type.getPackageName()).orElseThrow();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
                LIBRARIES.forEach((prefix, library) -> {
                    boolean called = target.equals(prefix) || target.startsWith(prefix + ".");
                    if (called && !table.get(from).libraries().contains(library)) {
                        violations.add(dependency.getDescription());
                    }
                });
            }
        }
        assertEquals(Set.of(), violations);
    }

    @Test
    void only_the_command_line_ends_the_jvm() {
        Set<String> elsewhere =
                classes.stream()
                        .filter(type ->
                                type.getMethodCallsFromSelf().stream()
                                        .anyMatch(call -> isEnding(call.getTarget().getFullName())))
                        .filter(type -> !type.getPackageName().equals("dev.weir.cli"))
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), elsewhere);
    }

    private static boolean isEnding(String method) {
        return method.equals("java.lang.System.exit(int)")
                || method.equals("java.lang.Runtime.halt(int)")
                || method.equals("java.lang.Runtime.exit(int)");
    }

    @Test
    void every_type_and_file_the_page_names_exists() throws IOException {
        Set<String> names =
                classes.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            tests.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java"))
                    .forEach(file -> names.add(file.substring(0, file.length() - 5)));
        }
        Set<String> missing = new TreeSet<>();
        for (String name : code(Files.readString(PAGE))) {
            boolean type = name.matches("[A-Z][A-Za-z]+");
            boolean folder = name.matches("[a-z/]+/");
            if (type && !names.contains(name)
                    || folder && !Files.isDirectory(Path.of("src/main/java/dev/weir", name))) {
                missing.add(name);
            }
        }
        assertEquals(Set.of(), missing);
    }
}
