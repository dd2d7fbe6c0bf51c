package dev.weir.story;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EnvironmentTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    @Test
    void declared_variables_count_and_others_do_not_reach_the_command() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          show:
                            run: env | grep ^MY_ | sort > vars.txt
                            env: { MY_FIXED: fixed }
                            outputs: vars.txt
                          passed:
                            run: env | grep ^MY_ | sort > passed.txt
                            env: [MY_PASSED]
                            outputs: passed.txt
                        """)
                .variable("MY_PASSED", "1")
                .variable("MY_OTHER", "x")
                .build("show", "passed")
                .ran("show", "passed")
                .has("vars.txt", "MY_FIXED=fixed\n")
                .has("passed.txt", "MY_PASSED=1\n")
                .variable("MY_OTHER", "y")
                .build("show", "passed")
                .didNothing()
                .variable("MY_PASSED", "2")
                .build("show", "passed")
                .ran("passed")
                .said("env.MY_PASSED: 1 → 2");
    }

    @Test
    void a_variable_that_is_named_and_set_but_not_declared_is_pointed_out() {
        workspace
                .pipelinefile(
                        "tasks: { show: { run: 'echo \"[$MY_HOST]\" > out.txt', outputs: out.txt } }")
                .variable("MY_HOST", "here")
                .build("show")
                .ran("show")
                .complained("task 'show' names $MY_HOST")
                .has("out.txt", "[]\n");
    }

    @Test
    void a_file_that_is_named_but_no_input_is_pointed_out() {
        workspace
                .pipelinefile("tasks: { show: { run: cat side.txt > out.txt, outputs: out.txt } }")
                .file("side.txt", "x\n")
                .build("show")
                .ran("show")
                .complained("task 'show' names 'side.txt', which is not an input");
    }

    @Test
    void a_secret_is_passed_not_hashed_and_masked_everywhere() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          login: { run: "echo token $MY_TOKEN; echo ${#MY_TOKEN} > n.txt", secrets: [MY_TOKEN], outputs: n.txt }
                        """)
                .variable("MY_TOKEN", "hunter2-hunter2")
                .build("login")
                .ran("login")
                .didNotSay("hunter2")
                .said("token ***")
                .has("n.txt", "15\n")
                .variable("MY_TOKEN", "another-secret!")
                .build("login")
                .didNothing()
                .weir("log", "login")
                .said("token ***")
                .didNotSay("hunter2");
    }

    @Test
    void a_secret_in_an_output_is_warned_of_and_so_is_the_cache_that_has_it() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          leak:
                            run: 'echo "$MY_TOKEN" | tee kept.txt > own.txt; echo > none.txt'
                            secrets: [MY_TOKEN]
                            outputs: [kept.txt, { path: own.txt, store: false }, none.txt]
                        """)
                .variable("MY_TOKEN", "hunter2-hunter2")
                .build("leak")
                .ran("leak")
                .complained(
                        "the output 'kept.txt' of task 'leak' holds a secret, and so does the cache",
                        "the output 'own.txt' of task 'leak' holds a secret\n")
                .didNotComplain("none.txt");
    }

    @Test
    void a_secret_of_under_four_characters_is_refused() {
        workspace
                .pipelinefile(
                        "tasks: { login: { run: 'true > n.txt', secrets: [MY_TOKEN], outputs: n.txt } }")
                .variable("MY_TOKEN", "abc")
                .build("login")
                .failed("login")
                .complained("MY_TOKEN");
    }

    @Test
    void what_a_tool_says_of_itself_counts() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: ./tool > out.txt, inputs: in.txt, tools: [cat version.txt], outputs: out.txt }
                        """
                                .replace("./tool", "cat in.txt"))
                .file("version.txt", "1.0\n")
                .file("in.txt", "x\n")
                .build("make")
                .ran("make")
                .edit("version.txt", "1.1\n")
                .build("make")
                .ran("make")
                .said("tool cat version.txt: 1.0 → 1.1");
    }

    @Test
    void tools_are_asked_with_the_variables_of_their_task() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          one: { run: show > one.txt, env: { PATH: "${{ env.PATH }}:one" }, tools: [show], outputs: one.txt }
                          two: { run: show > two.txt, env: { PATH: "${{ env.PATH }}:two", WHICH: b }, tools: [show], outputs: two.txt }
                        """)
                .file("one/show", "echo 1\n")
                .file("two/show", "echo 2$WHICH\n")
                .command("chmod +x one/show two/show")
                .build("one", "two")
                .ran("one", "two")
                .has("two.txt", "2b\n")
                .edit("two/show", "echo 3$WHICH\n")
                .build("one", "two")
                .ran("two")
                .said("tool show: 2b → 3b");
    }

    @Test
    void a_tool_that_a_task_makes_is_asked_after_it() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          make: { run: "cp source tool", inputs: source, outputs: tool }
                          again: { needs: make, run: echo 1 > again.txt, tools: [cat tool], outputs: again.txt }
                          between: { needs: make, run: echo 1 > between.txt, outputs: between.txt }
                          use: { needs: between, run: sh use.sh, inputs: use.sh, tools: [cat tool], outputs: use.txt }
                        """)
                .file("use.sh", "cat tool > use.txt\n")
                .file("source", "1\n")
                .build("use", "again")
                .ran("make", "again", "between", "use")
                .has("use.txt", "1\n")
                .build("use", "again")
                .didNothing()
                .edit("source", "2\n")
                .build("use", "again")
                .ran("make", "again", "use")
                .has("use.txt", "2\n")
                .build("use", "again")
                .didNothing()
                .edit("source", "1\n")
                .build("use", "again")
                .restored("make", "use")
                .has("use.txt", "1\n");
    }
}
