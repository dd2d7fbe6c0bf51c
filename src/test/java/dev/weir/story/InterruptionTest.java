package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.cli.session.ExitCode;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InterruptionTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace slow() {
        return workspace
                .pipelinefile(
                        """
                        default: after
                        tasks:
                          quick: { run: cat in.txt > quick.txt, inputs: in.txt, outputs: quick.txt }
                          slow:
                            run: |
                              echo half > slow.txt
                              [ "$(cat quick.txt)" = 1 ] && exit 0
                              touch begun
                              sleep 60
                            inputs: quick.txt
                            outputs: slow.txt
                          after: { run: cat slow.txt > after.txt, inputs: slow.txt, outputs: after.txt }
                        """)
                .file("in.txt", "1\n")
                .build()
                .ran("quick", "slow", "after")
                .edit("in.txt", "2\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERRUPTED", "TERMINATED", "HUNG_UP"})
    void a_signal_ends_what_runs_and_the_outputs_of_before_stand(ExitCode code)
            throws InterruptedException {
        Running running = slow().start().until("begun").signal(code);
        workspace
                .ended(running)
                .ran("quick")
                .exits(code)
                .complained("ending what runs")
                .has("slow.txt", "half\n")
                .has("quick.txt", "2\n")
                .edit("in.txt", "1\n")
                .build()
                .restored("quick");
    }

    @Test
    void a_second_interrupt_kills_what_ignores_the_first() throws InterruptedException {
        Running running =
                workspace
                        .pipelinefile(
                                """
                                default: stubborn
                                tasks:
                                  stubborn:
                                    run: |
                                      trap '' INT TERM
                                      touch begun
                                      while [ ! -e go ]; do sleep 0.05; done
                                      touch late
                                    outputs: out.txt
                                """)
                        .start()
                        .until("begun");
        running.signal(ExitCode.INTERRUPTED).signal(ExitCode.INTERRUPTED);
        workspace.ended(running).exits(ExitCode.INTERRUPTED).complained("ending what runs");
        assertEquals(List.of(), workspace.endings());
        workspace.file("go", "");
        Thread.sleep(300);
        workspace.lacks("late");
    }
}
