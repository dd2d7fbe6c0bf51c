package dev.weir.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weir.pipeline.Environment;
import dev.weir.pipeline.Outside;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandEnvironmentTest {
    private static final Map<String, String> USUAL =
            Map.of("LANG", "C.UTF-8", "TZ", "UTC", "PYTHONUNBUFFERED", "1");

    private static Environment declared(
            Map<String, String> fixed, Set<String> passed, String... secrets) {
        return new Environment(
                new TreeMap<>(fixed), new TreeSet<>(passed), List.of(secrets), List.of(), false);
    }

    private static Map<String, String> variables(
            Environment declared, Map<String, String> outside) {
        var made = CommandEnvironment.make(declared, Outside.of(outside), Map.of());
        return assertInstanceOf(CommandEnvironment.Complete.class, made).variables();
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(USUAL);
        all.putAll(more);
        return all;
    }

    @Test
    void a_command_gets_the_fixed_variables_and_those_that_say_where_things_are() {
        Map<String, String> passed =
                Map.of("PATH", "/bin", "HOME", "/h", "https_proxy", "p", "HTTPS_PROXY", "q");
        Map<String, String> outside = new TreeMap<>(passed);
        outside.putAll(Map.of("LANG", "de_DE", "TZ", "CET", "EDITOR", "ed", "LC_ALL", "C"));
        assertEquals(with(passed), variables(Environment.NONE, outside));
    }

    @Test
    void declared_values_come_before_all_others() {
        assertEquals(
                with(Map.of("TZ", "CET", "PATH", "/mine")),
                variables(
                        declared(Map.of("TZ", "CET", "PATH", "/mine"), Set.of()),
                        Map.of("PATH", "/bin")));
    }

    @Test
    void a_variable_declared_as_passed_has_its_value_of_outside_or_none() {
        assertEquals(
                Map.of("LANG", "de_DE", "PYTHONUNBUFFERED", "1", "A", "1"),
                variables(
                        declared(Map.of(), Set.of("A", "B", "LANG", "TZ")),
                        Map.of("A", "1", "LANG", "de_DE")));
    }

    @Test
    void variables_of_dotenv_files_stand_in_for_declared_ones_only() {
        var outside =
                new Outside(
                        Map.of("A", "set"),
                        new TreeMap<>(
                                Map.of(
                                        "A", "1", "B", "2", "TOKEN", "hunter2", "HOME", "/x", "C",
                                        "3")));
        var made =
                CommandEnvironment.make(
                        declared(Map.of(), Set.of("A", "B"), "TOKEN"), outside, Map.of());
        assertEquals(
                new CommandEnvironment.Complete(
                        new TreeMap<>(with(Map.of("A", "set", "B", "2", "TOKEN", "hunter2"))),
                        List.of("hunter2")),
                made);
        assertEquals(
                List.of("C"), CommandEnvironment.undeclared("$C $D", Environment.NONE, outside));
        var inherits =
                new Environment(new TreeMap<>(), new TreeSet<>(), List.of(), List.of(), true);
        assertEquals(
                new CommandEnvironment.Complete(
                        new TreeMap<>(Map.of("A", "set", "PYTHONUNBUFFERED", "1")), List.of()),
                CommandEnvironment.make(inherits, outside, Map.of()));
    }

    @Test
    void who_inherits_gets_all_of_outside_but_the_files_of_a_weir_around_it() {
        var declared =
                new Environment(
                        new TreeMap<>(Map.of("B", "own")),
                        new TreeSet<>(Set.of("C")),
                        List.of(),
                        List.of(),
                        true);
        var outside =
                Map.of(
                        "A",
                        "1",
                        "B",
                        "2",
                        "LANG",
                        "de_DE",
                        "WEIR_RESUME",
                        "/x",
                        "WEIR_PARAMS",
                        "/y");
        assertEquals(
                Map.of("A", "1", "B", "own", "LANG", "de_DE", "PYTHONUNBUFFERED", "1"),
                variables(declared, outside));
        assertEquals(
                List.of(), CommandEnvironment.undeclared("echo $A", declared, Outside.of(outside)));
    }

    @Test
    void secrets_are_passed_and_told_apart() {
        var made =
                CommandEnvironment.make(
                        declared(Map.of(), Set.of(), "TOKEN"),
                        Outside.of(Map.of("TOKEN", "hunter2")),
                        Map.of(CommandEnvironment.PARAMS, Path.of("/run/params.json")));
        assertEquals(
                new CommandEnvironment.Complete(
                        new TreeMap<>(
                                with(
                                        Map.of(
                                                "TOKEN",
                                                "hunter2",
                                                "WEIR_PARAMS",
                                                "/run/params.json"))),
                        List.of("hunter2")),
                made);
    }

    @Test
    void secrets_that_are_missing_or_too_short_are_refused_together() {
        var made =
                CommandEnvironment.make(
                        declared(Map.of(), Set.of(), "A", "B", "C", "D"),
                        Outside.of(Map.of("B", "", "C", "abc\n", "D", "abcd")),
                        Map.of());
        assertEquals(
                "the secret 'A' is not set; export it before you start weir; "
                        + "the secret 'B' is not set; export it before you start weir; "
                        + "the secret 'C' has fewer than 4 characters and cannot be masked in logs;"
                        + " pass it with 'env'",
                assertInstanceOf(CommandEnvironment.Refused.class, made).message());
    }

    private static List<String> undeclared(String script) {
        return CommandEnvironment.undeclared(
                script,
                declared(Map.of("FIXED", "1"), Set.of("PASSED"), "SECRET"),
                Outside.of(
                        Map.of(
                                "A", "1", "B", "2", "FIXED", "0", "PASSED", "3", "SECRET",
                                "hunter2", "HOME", "/h", "PWD", "/p", "LANG", "C")));
    }

    @Test
    void a_set_variable_that_is_named_but_not_declared_is_found() {
        assertEquals(List.of("A", "B"), undeclared("x $A \"${B:-2}\" $UNSET"));
        assertEquals(List.of("A"), undeclared("x \"it's $A\""));
        assertEquals(List.of("A"), undeclared("echo a#b ${#A}"));
    }

    @Test
    void what_is_declared_passed_or_only_looks_like_a_variable_is_not() {
        assertEquals(List.of(), undeclared("x $FIXED $PASSED $SECRET $HOME $PWD $LANG"));
        assertEquals(List.of(), undeclared("awk '{ print $A }' \\$B # $A\n$$ $1 $"));
    }

    @Test
    void what_the_script_sets_itself_is_not() {
        assertEquals(List.of(), undeclared("A=2; export B=3; echo $A $B"));
        assertEquals(List.of(), undeclared("for A in 1 2; do read -r x B; echo $A $B; done"));
        assertEquals(List.of("A"), undeclared("NOTA=1 x $A"));
    }
}
