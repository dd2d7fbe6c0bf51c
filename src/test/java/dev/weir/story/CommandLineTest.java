package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.weir.cli.session.ExitCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandLineTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace pipeline() {
        return workspace
                .pipelinefile(
                        """
                        params: { year: { default: 2023, min: 2009, help: Which year } }
                        tasks:
                          validate: { help: Look at the data, run: "test -s in.txt; echo ok ${{ params.year }} > ok.txt", inputs: in.txt, outputs: ok.txt }
                          upper: { run: tr a-z A-Z < in.txt > out/loud.txt, inputs: in.txt, outputs: out/loud.txt }
                        """)
                .file("in.txt", "hello\n");
    }

    @Test
    void a_word_that_is_no_command_is_a_target() {
        pipeline()
                .build("validate")
                .ran("validate")
                .build("--year", "2024", "validate")
                .ran("validate");
    }

    @Test
    void options_may_come_after_targets_and_in_clusters() {
        pipeline()
                .build("validate", "-kj", "2", "--year=2024")
                .ran("validate")
                .has("ok.txt", "ok 2024\n");
    }

    @Test
    void an_output_is_a_target_from_where_the_user_is() {
        pipeline()
                .build("out/loud.txt")
                .ran("upper")
                .delete("out/loud.txt")
                .file("out/other.txt", "")
                .in("out")
                .build("loud.txt")
                .restored("upper");
    }

    @Test
    void the_pipelinefile_is_found_above_and_paths_are_its_own() {
        pipeline()
                .file("deep/er/x", "")
                .in("deep/er")
                .build("out/loud.txt")
                .ran("upper")
                .has("out/loud.txt", "HELLO\n");
    }

    @Test
    void another_folder_and_another_file_can_be_named() {
        pipeline()
                .file(
                        "sub/My.yaml",
                        "version: 1\ntasks: { one: { run: echo 1 > one.txt, outputs: one.txt } }\n")
                .weir("-C", "sub", "-f", "My.yaml", "one")
                .said("one: ran")
                .has("sub/one.txt", "1\n")
                .weir("-C", "sub", "validate")
                .ran("validate")
                .said("validate: ran");
    }

    @Test
    void a_param_set_as_in_make_is_told_how() {
        workspace
                .pipelinefile(
                        """
                        params: { n: 1 }
                        tasks: { hello: { run: echo hello } }
                        """)
                .build("hello", "n=2")
                .exits(ExitCode.REFUSED)
                .complained("no task or output named 'n=2'", "a param is set by -P: weir -P n=2")
                .build("hello", "m=2")
                .exits(ExitCode.REFUSED)
                .complained("'weir list' shows all tasks");
    }

    @Test
    void a_mistyped_target_gets_a_suggestion() {
        pipeline()
                .build("valdate")
                .exits(ExitCode.REFUSED)
                .complained("error: no task or output named 'valdate'", "did you mean 'validate'?")
                .build("valdate", "uper")
                .exits(ExitCode.REFUSED)
                .complained("'valdate'", "'uper'");
    }

    @Test
    void without_target_and_default_the_tasks_are_listed() {
        pipeline()
                .build()
                .exits(ExitCode.REFUSED)
                .said("validate  stale  Look at the data", "upper")
                .complained("no target is named");
    }

    @Test
    void a_task_named_like_a_command_is_reached_by_run() {
        workspace
                .pipelinefile("tasks: { list: { run: echo 1 > one.txt, outputs: one.txt } }")
                .build("run", "list")
                .ran("list")
                .complained("the task 'list' has the name of a command", "'weir run list'")
                .weir("list")
                .said("list  up to date")
                .complained("Pipelinefile.yaml:2:10: warning")
                .weir("--", "list")
                .complained("warning")
                .saidExactly("up to date: 1 task\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"watch", "init", "schema"})
    void names_of_later_commands_are_reserved(String name) {
        pipeline().weir(name).exits(ExitCode.REFUSED).complained("'" + name + "' is reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--frce", "--yaer=2024", "--verbos"})
    void an_unknown_option_gets_a_suggestion(String option) {
        pipeline()
                .weir("validate", option)
                .exits(ExitCode.REFUSED)
                .complained("error: unknown option", "did you mean '--");
    }

    @Test
    void an_option_of_a_build_does_not_go_with_another_command() {
        pipeline()
                .weir("list", "--force")
                .exits(ExitCode.REFUSED)
                .complained("unknown option '--force'", "weir --help");
        workspace
                .weir("-j", "x", "upper")
                .exits(ExitCode.REFUSED)
                .complained("'--jobs' needs a number");
        workspace.weir("upper", "-j").exits(ExitCode.REFUSED).complained("'--jobs' needs a value");
    }

    @Test
    void help_shows_the_params_of_the_pipeline_and_an_example_of_each_command() {
        pipeline()
                .weir("--help")
                .said(
                        "--year INT",
                        "Which year (at least 2009, default 2023)",
                        "weir explain",
                        "examples:")
                .weir("help", "explain")
                .said("usage: weir explain")
                .weir("explain", "--help")
                .said("usage: weir explain");
    }

    @Test
    void help_and_version_need_no_pipeline() {
        workspace
                .weir("--help")
                .said("usage: weir")
                .weir("--version")
                .saidExactly("weir test\n")
                .weir("list")
                .exits(ExitCode.REFUSED)
                .complained("no Pipelinefile.yaml in");
    }

    @Test
    void makes_habits_work() {
        pipeline()
                .build("upper")
                .ran("upper")
                .weir("-l")
                .said("upper     up to date")
                .weir("--clean")
                .said("removed out/loud.txt")
                .lacks("out/loud.txt")
                .build("upper")
                .ran("upper");
    }

    @Test
    void clean_removes_just_the_named_tasks_outputs_which_come_back_from_the_cache() {
        pipeline()
                .build("upper", "validate")
                .ran("upper", "validate")
                .weir("clean", "upper")
                .saidExactly("removed out/loud.txt\n1 output removed, 6 B freed\n")
                .lacks("out/loud.txt")
                .has("ok.txt", "ok 2023\n")
                .build("upper", "validate")
                .restored("upper");
    }

    @Test
    void clean_leaves_what_weir_did_not_make() {
        pipeline()
                .file("out/loud.txt", "mine\n")
                .weir("clean")
                .said("left out/loud.txt")
                .has("out/loud.txt", "mine\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n", "--force", "-k", "--only"})
    void nothing_is_cleaned_by_a_call_that_asks_for_a_build_as_well(String option) {
        pipeline()
                .build("upper")
                .ran("upper")
                .weir("--clean", option)
                .exits(ExitCode.REFUSED)
                .complained("option '--clean' does not go with")
                .has("out/loud.txt", "HELLO\n");
    }

    @Test
    void clean_keeps_an_edited_output_for_undo() {
        pipeline()
                .build("upper")
                .ran("upper")
                .edit("out/loud.txt", "mine\n")
                .weir("clean", "upper")
                .said("'weir undo' brings it back")
                .lacks("out/loud.txt")
                .weir("undo")
                .has("out/loud.txt", "mine\n");
    }

    @Test
    void explain_shows_reasons_and_the_difference_of_a_long_command() {
        String pipelinefile =
                """
                tasks:
                  two:
                    run: |
                      echo one > out.txt
                      echo two >> out.txt
                    outputs: out.txt
                """;
        workspace
                .pipelinefile(pipelinefile)
                .build("two")
                .ran("two")
                .weir("explain", "two")
                .said("two: up to date")
                .pipelinefile(pipelinefile.replace("echo two", "echo three"))
                .weir("explain", "two")
                .said(
                        "two: stale\n",
                        "      echo one > out.txt\n",
                        "    - echo two >> out.txt\n",
                        "    + echo three >> out.txt\n");
    }

    @Test
    void explain_key_shows_all_that_the_key_is_made_of() {
        pipeline()
                .weir("explain", "upper", "--key")
                .said(
                        "command",
                        "tr a-z A-Z < in.txt > out/loud.txt",
                        "input in.txt",
                        "shell",
                        "workdir");
    }

    @Test
    void answers_come_in_json_too() {
        pipeline().build("upper").ran("upper").weir("list", "--json");
        JsonArray tasks = JsonParser.parseString(workspace.out()).getAsJsonArray();
        assertEquals("validate", tasks.get(0).getAsJsonObject().get("name").getAsString());
        assertEquals("up to date", tasks.get(1).getAsJsonObject().get("state").getAsString());
        workspace.weir("status", "--json");
        JsonObject status = JsonParser.parseString(workspace.out()).getAsJsonObject();
        assertEquals(1, status.getAsJsonObject("counts").get("stale").getAsInt());
        workspace.weir("params", "--json");
        JsonArray params = JsonParser.parseString(workspace.out()).getAsJsonArray();
        assertEquals(2009, params.get(0).getAsJsonObject().get("min").getAsInt());
        workspace.weir("explain", "upper", "--json");
        assertTrue(JsonParser.parseString(workspace.out()).isJsonArray());
    }

    @Test
    void a_build_can_be_followed_as_lines_of_json() {
        pipeline().build("--json", "upper").ran("upper");
        for (String line : workspace.out().lines().toList()) {
            assertTrue(JsonParser.parseString(line).getAsJsonObject().has("event"), line);
        }
    }

    @Test
    void the_graph_is_drawn_in_three_ways() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: echo > a.txt, outputs: a.txt }
                          b: { run: cat a.txt > b.txt, inputs: a.txt, outputs: b.txt }
                          c: { needs: b, run: echo > c.txt, outputs: c.txt }
                        """)
                .weir("graph")
                .saidExactly("a\nb ← a\nc ← (b)\n")
                .weir("graph", "--format", "dot", "b")
                .said("\"a\" -> \"b\";")
                .weir("graph", "--format", "mermaid")
                .said("t0 --> t1", "t1 -.-> t2")
                .weir("graph", "--format", "svg")
                .exits(ExitCode.REFUSED)
                .complained("no format 'svg'");
    }

    @Test
    void the_log_is_that_of_the_last_run_or_of_what_was_restored() {
        workspace
                .pipelinefile(
                        "tasks: { say: { run: 'cat in.txt; cp in.txt out.txt', inputs: in.txt, outputs: out.txt } }")
                .file("in.txt", "one\n")
                .weir("log", "say")
                .exits(ExitCode.REFUSED)
                .complained("never ran")
                .build("say")
                .ran("say")
                .edit("in.txt", "two\n")
                .build("say")
                .ran("say")
                .weir("log", "say")
                .saidExactly("two\n")
                .edit("in.txt", "one\n")
                .later(java.time.Duration.ofSeconds(5))
                .build("say")
                .restored("say")
                .weir("log", "say")
                .saidExactly("one\n");
    }

    @Test
    void what_a_restored_task_had_said_is_shown_when_asked_for() {
        workspace
                .pipelinefile(
                        "tasks: { say: { run: 'cat in.txt; cp in.txt out.txt', inputs: in.txt, outputs: out.txt } }")
                .file("in.txt", "one\n")
                .build("say")
                .ran("say")
                .delete("out.txt")
                .build("say")
                .restored("say")
                .didNotSay("  one")
                .delete("out.txt")
                .build("say", "--logs")
                .restored("say")
                .said("say:\n  one\nsay: restored");
    }

    @Test
    void a_mistyped_command_gets_a_suggestion() {
        pipeline().weir("lst").exits(ExitCode.REFUSED).complained("did you mean 'list'?");
    }

    @Test
    void quiet_says_only_what_goes_wrong() {
        pipeline()
                .build("-q", "upper")
                .ran("upper")
                .saidExactly("")
                .edit("in.txt", "")
                .build("-q", "validate")
                .failed("validate")
                .complained("task 'validate' failed")
                .saidExactly("");
    }

    @Test
    void verbose_names_what_is_up_to_date() {
        pipeline()
                .build("upper")
                .ran("upper")
                .build("-v", "upper", "validate")
                .ran("validate")
                .said("upper: up to date");
    }

    @Test
    void colours_can_be_asked_for() {
        pipeline()
                .build("upper", "--color", "always")
                .ran("upper")
                .said("\u001b[1mupper\u001b[0m: started");
        workspace
                .weir("list", "--color", "sometimes")
                .exits(ExitCode.REFUSED)
                .complained("auto, always or never");
    }

    @Test
    void all_mistakes_of_a_pipelinefile_come_at_once_with_their_places() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          train:
                            rn: echo
                            outputs: out.txt
                          after: { needs: trian, run: echo }
                        """)
                .weir("list")
                .exits(ExitCode.REFUSED)
                .complained(
                        "Pipelinefile.yaml:4:5: error:",
                        "did you mean 'run'?",
                        "Pipelinefile.yaml:6:",
                        "did you mean 'train'?",
                        "^^^^^");
    }

    @Test
    void tasks_that_need_each_other_in_a_circle_are_refused_with_the_path() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: cat b.txt > a.txt, inputs: b.txt, outputs: a.txt }
                          b: { run: cat a.txt > b.txt, inputs: a.txt, outputs: b.txt }
                        """)
                .build("a")
                .exits(ExitCode.REFUSED)
                .complained("tasks need each other in a circle: a → b → a");
    }
}
