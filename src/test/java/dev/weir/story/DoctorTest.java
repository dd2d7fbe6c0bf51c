package dev.weir.story;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.weir.cli.session.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `weir doctor`: what it finds, and that it leaves all as it is.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DoctorTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace upper() {
        return workspace
                .pipelinefile(
                        """
                        tasks:
                          upper:
                            run: tr a-z A-Z < in.txt > out/loud.txt
                            inputs: in.txt
                            outputs: out/loud.txt
                            tools: [sh -c 'echo 1']
                        """)
                .file("in.txt", "hello\n");
    }

    @Test
    void where_all_is_right_it_says_so_and_creates_nothing() {
        upper().weir("doctor")
                .said(
                        "good  pipeline  1 task",
                        "good  tools     all 2 answer",
                        "good  jdk       JDK ",
                        "good  locks     no weir is at work",
                        "good  crashes   nothing is left of a killed weir",
                        "nothing is wrong\n")
                .lacks("cache")
                .build("upper")
                .ran("upper")
                .weir("doctor")
                .said("good  cache     1 result, ", "good  state     1 task known");
    }

    @Test
    void each_finding_is_for_programs_too() {
        upper().build("upper").ran("upper").weir("doctor", "--json");
        Map<String, String> states = new TreeMap<>();
        for (JsonElement one : JsonParser.parseString(workspace.out()).getAsJsonArray()) {
            states.put(
                    one.getAsJsonObject().get("subject").getAsString(),
                    one.getAsJsonObject().get("state").getAsString());
        }
        Assertions.assertEquals(
                "[cache, crashes, disk, git, jdk, locale, locks, pipeline, start, state, tools]",
                states.keySet().toString());
        Assertions.assertEquals("good", states.get("cache"));
    }

    @Test
    void a_broken_pipelinefile_is_one_finding_among_others() {
        upper().build("upper")
                .ran("upper")
                .file(
                        "Pipelinefile.yaml",
                        "version: 1\ntasks: { a: { rnu: x }, b: { needs: c } }\n")
                .weir("doctor")
                .exits(ExitCode.FAILED)
                .said(
                        "bad   pipeline  2 mistakes, the first: ",
                        "'weir list' shows where",
                        "1 problem\n")
                .said("good  cache     1 result");
    }

    @Test
    void a_tool_and_a_shell_that_are_not_there_are_named_with_their_task() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: "true", outputs: a.txt, tools: [no-such-tool --version, "sh -c 'exit 3'"] }
                          b: { run: "true", outputs: b.txt, shell: no-such-shell -c }
                        """)
                .weir("doctor")
                .exits(ExitCode.FAILED)
                .said(
                        "'no-such-tool --version', which task 'a' needs, is not there",
                        "'sh -c 'exit 3'', which task 'a' needs, fails: exit code 3",
                        "'command -v 'no-such-shell'', which task 'b' needs, is not there",
                        "→ install it, or put it on the PATH",
                        "3 problems\n")
                .lacks("cache");
    }

    @Test
    void damage_in_the_cache_is_told_and_left_where_it_is() {
        upper().build("upper")
                .ran("upper")
                .command(
                        "for f in cache/objects/*/*; do chmod u+w $f; echo x > $f; done; echo xxxxxxxxxxxxxxxxxxxx >> cache/state/trace")
                .weir("doctor")
                .exits(ExitCode.FAILED)
                .said("bad   cache     1 of what was looked at is damaged", "'weir cache verify'")
                .said("bad   state", "is damaged from byte")
                .weir("cache", "verify")
                .exits(ExitCode.FAILED)
                .said("1 damaged");
    }

    @Test
    void what_a_killed_weir_left_is_told() {
        upper().build("upper")
                .ran("upper")
                .file("out/.weir~old~loud.txt", "old\n")
                .weir("doctor")
                .exits(ExitCode.FAILED)
                .said("no journal tells of them: out/.weir~old~loud.txt")
                .file("cache/state/journal/x.1", "")
                .weir("doctor")
                .exits(ExitCode.FAILED)
                .said("a weir was killed while it changed outputs", "→ the next build");
    }

    @Test
    void a_weir_at_work_is_no_problem() throws InterruptedException {
        Running build =
                workspace
                        .pipelinefile(
                                "tasks: { slow: { run: 'touch begun; while [ ! -e go ]; do sleep 0.02; done; echo 1 > s.txt', outputs: s.txt } }")
                        .start("slow")
                        .until("begun");
        workspace
                .weir("doctor")
                .said("note  locks     a weir is at work: process ", "nothing is wrong")
                .settle();
        workspace.now("go", "");
        workspace.ended(build).ran("slow");
    }

    @Test
    void a_store_that_is_none_and_a_cache_that_git_sees_are_told() {
        upper().build("upper")
                .ran("upper")
                .command("mkdir .git; rm cache/.gitignore")
                .weir("doctor")
                .exits(ExitCode.FAILED)
                .said(
                        "bad   git       it does not leave cache/ out",
                        "write a line '*' into cache/.gitignore")
                .variable("WEIR_CACHE", Path.of("in.txt").toString())
                .weir("doctor")
                .exits(ExitCode.FAILED)
                .said("bad   cache", "WEIR_CACHE names 'in.txt', which is no folder");
    }
}
