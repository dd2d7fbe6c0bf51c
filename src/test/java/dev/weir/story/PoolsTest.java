package dev.weir.story;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Pools: what running tasks share.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PoolsTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    /// Each task notes how many run beside it; two wait for each other, so that both must run.
    private static final String TASKS =
            """
            pools: { database: 2 }
            defaults: { resources: { pools: { database: 1 } } }
            tasks:
              one:
                matrix: { n: [1, 2] }
                run: |
                  mkdir on-${{ matrix.n }}
                  i=0; while [ ! -d on-1 ] || [ ! -d on-2 ]; do i=$((i+1)); test $i -lt 500; sleep 0.01; done
                  ls -d on-[12] | wc -l | tr -d ' ' > ${{ outputs }}
                outputs: "out/${{ matrix.n }}.txt"
              more:
                matrix: { n: [3, 4, 5] }
                run: |
                  mkdir on-${{ matrix.n }}
                  ls -d on-[345] | wc -l | tr -d ' ' > ${{ outputs }}
                  rmdir on-${{ matrix.n }}
                outputs: "out/${{ matrix.n }}.txt"
                resources: { gpu: 1 }
              all: { needs: [one, more] }
            """;

    @Test
    void as_many_run_at_once_as_the_pool_allows_and_no_more() {
        workspace
                .pipelinefile(TASKS)
                .build("all", "-j", "8")
                .ran("one@n=1", "one@n=2", "more@n=3", "more@n=4", "more@n=5")
                .has("out/1.txt", "2\n")
                .has("out/3.txt", "1\n")
                .has("out/4.txt", "1\n")
                .has("out/5.txt", "1\n");
    }

    @Test
    void another_size_of_a_pool_runs_nothing() {
        workspace
                .pipelinefile(TASKS)
                .build("all", "-j", "8")
                .ran("one@n=1", "one@n=2", "more@n=3", "more@n=4", "more@n=5")
                .edit(
                        "Pipelinefile.yaml",
                        workspace.text("Pipelinefile.yaml").replace("database: 2", "database: 3"))
                .build("all")
                .didNothing();
    }
}
