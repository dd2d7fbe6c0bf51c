package dev.weir.story;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How steps that users write in Java run: their log, what is theirs alone, how they end.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OwnStepRunsTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    @Test
    void what_a_step_throws_and_prints_is_in_its_log() {
        OwnStepsTest.shouting(workspace)
                .file(
                        "steps/Shout.java",
                        OwnStepsTest.SHOUT.replace(
                                "context.log(",
                                """
                                System.out.println("to stdout");
                                Thread other = new Thread(() -> System.err.println("from a thread"));
                                other.start();
                                other.join();
                                if (true) throw new IllegalStateException("broken");
                                context.log(\
                                """))
                .build()
                .failed("shout")
                .complained("IllegalStateException: broken")
                .weir("log", "shout")
                .said("to stdout", "from a thread", "Shout.java:16");
    }

    @Test
    void nothing_static_is_left_of_an_earlier_run() {
        workspace
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          one: { uses: Count.java, outputs: [one.txt] }
                          two: { uses: Count.java, outputs: [two.txt] }
                          all: { needs: [one, two] }
                        """)
                .file(
                        "Count.java",
                        """
                        import dev.weir.step.*;
                        public class Count implements Step<Count.None> {
                            record None() {}
                            static int runs;
                            public void run(StepContext<None> context) throws Exception {
                                java.nio.file.Files.writeString(context.output(""), "" + ++runs);
                            }
                        }
                        """)
                .build()
                .ran("one", "two")
                .has("one.txt", "1")
                .has("two.txt", "1");
    }

    @Test
    void each_try_has_an_empty_scratch_folder() {
        workspace
                .pipelinefile(
                        """
                        default: collect
                        tasks:
                          collect: { uses: Collect.java, outputs: { o: out }, retry: { attempts: 3, backoff: 0s } }
                        """)
                .file(
                        "Collect.java",
                        """
                        import dev.weir.step.*;
                        import java.nio.file.*;
                        import static java.nio.file.StandardOpenOption.*;
                        public class Collect implements Step<Collect.None> {
                            record None() {}
                            public void run(StepContext<None> context) throws Exception {
                                Path tries = context.output("o").resolveSibling("tries");
                                Path rows = context.scratch().resolve("rows");
                                Files.writeString(rows, "row", CREATE, APPEND);
                                Files.writeString(tries, "try", CREATE, APPEND);
                                if (Files.size(tries) < 6) {
                                    throw new StepFailure("cut off");
                                }
                                Files.copy(rows, context.output("o"));
                            }
                        }
                        """)
                .build()
                .ran("collect")
                .said("try 1 of 3 failed")
                .has("tries", "trytry")
                .has("out", "row")
                .delete("tries")
                .weir("verify", "collect")
                .said("collect: same");
    }

    @Test
    void a_step_that_loops_is_ended_by_its_timeout() {
        OwnStepsTest.shouting(workspace)
                .edit(
                        "Pipelinefile.yaml",
                        workspace.text("Pipelinefile.yaml") + "    timeout: 100ms\n")
                .file("steps/Shout.java", endless())
                .build()
                .failed("shout")
                .complained("took longer than");
    }

    private static String endless() {
        return """
        import dev.weir.step.*;
        public class Shout implements Step<Shout.Settings> {
            record Settings(String end) {}
            public void run(StepContext<Settings> context) throws Exception {
                while (true) {
                    context.checkCancelled();
                }
            }
        }
        """;
    }
}
