package dev.weir.story;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Tasks that are up to date and made again in the midst of a build, as somebody needs bytes that
/// they keep nowhere.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MadeAgainTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    @BeforeEach
    void sources() {
        workspace.file("s", "1\n2\n").file("t", "t1\n").file("u", "u1\n").file("salt", "1\n");
    }

    @Test
    void what_they_make_beside_it_is_read_by_nobody_meanwhile() {
        workspace
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          a:
                            run: |
                              sed s,^,x, s > x; head -1 s > y
                              if [ -e slo? ]; then until [ -e c0.don? ]; do sleep 0.02; done; sleep 0.3; fi
                              tail -1 s >> y
                            inputs: s
                            outputs: [{ path: x, temporary: true, store: false }, y]
                          b: { run: cat x t > b.txt, inputs: [x, t], outputs: b.txt }
                          c0: { run: cp u c0; touch c0.done, inputs: u, outputs: c0 }
                          c: { run: cat y c0 > c.txt, inputs: [y, c0], outputs: c.txt }
                          all: { needs: [b, c] }
                        """)
                .build()
                .ran("a", "b", "c0", "c")
                .delete("c0.done")
                .file("slow", "")
                .edit("t", "t2\n")
                .edit("u", "u2\n")
                .build("-j4")
                .ran("a", "b", "c0", "c")
                .has("b.txt", "x1\nx2\nt2\n")
                .has("c.txt", "1\n2\nu2\n")
                .build()
                .didNothing();
    }

    @Test
    void who_reads_them_and_what_comes_of_them_waits_for_all_that_is_made_anew() {
        workspace
                .pipelinefile(
                        """
                        default: act
                        tasks:
                          a:
                            run: cat s *alt > y; cat s y > x
                            inputs: s
                            outputs: [{ path: x, temporary: true, store: false }, y]
                          m: { run: cp y m, inputs: y, outputs: m }
                          n: { run: cp m n, inputs: m, outputs: n }
                          act: { run: cat s n | cmp x - && cat t >> acted, inputs: [s, x, n, t], effect: true }
                        """)
                .build()
                .ran("a", "m", "n", "act");
        for (String processors : new String[] {"-j1", "-j4"}) {
            workspace
                    .edit("salt", "2" + processors + "\n")
                    .edit("t", "t" + processors + "\n")
                    .build(processors)
                    .ran("a", "m", "n", "act")
                    .complained("task 'a' made something else from the same inputs")
                    .build()
                    .didNothing();
        }
        workspace.has("acted", "t1\nt-j1\nt-j4\n");
    }

    @Test
    void who_has_not_had_its_turn_yet_looks_at_what_was_made_again() {
        workspace
                .pipelinefile(
                        """
                        default: all
                        tasks:
                          a:
                            run: cat s *alt > y; cat s y > x
                            inputs: s
                            outputs: [{ path: x, temporary: true, store: false }, y]
                          b: { run: cat x t > b.txt, inputs: [x, t], outputs: b.txt }
                          m: { run: cp y m, inputs: y, outputs: m }
                          n: { run: cp m n, inputs: m, outputs: n }
                          all: { needs: [b, n] }
                        """)
                .build("-j1")
                .ran("a", "b", "m", "n")
                .edit("salt", "2\n")
                .edit("t", "t2\n")
                .build("-j1")
                .ran("a", "b", "m", "n")
                .complained("task 'a' made something else from the same inputs")
                .has("n", "1\n2\n2\n")
                .build()
                .didNothing();
    }
}
