package dev.weir.story;

import dev.weir.cli.session.ExitCode;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a command reads and makes by its paths when the folder it runs in lies behind a link.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinkedWorkdirTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    @Test
    void a_file_of_an_included_one_is_not_sought_from_behind_a_link() {
        workspace
                .command("mkdir -p shared/feat proj; ln -s ../shared/feat proj/feat")
                .file(
                        "shared/feat/Pipelinefile.yaml",
                        "tasks: { f: { run: 'cat ${{ inputs }} > o', inputs: ../conf, outputs: o } }\n")
                .file("proj/conf", "one\n")
                .file("shared/conf", "another\n")
                .file(
                        "proj/Pipelinefile.yaml",
                        "include: [{ path: feat/Pipelinefile.yaml, as: f }]\ntasks: {}\n")
                .in("proj")
                .weir("f.f")
                .exits(ExitCode.FAILED)
                .complained("from there '../conf' is not 'conf'");
    }

    @Test
    void a_path_that_leads_up_from_behind_a_link_is_refused() {
        workspace
                .command("mkdir -p big/place/deep big/out; ln -s big/place work")
                .file("s.txt", "right\n")
                .file("big/s.txt", "another\n")
                .file("big/out/b.txt", "mine\n")
                .pipelinefile(
                        """
                        tasks:
                          read: { workdir: work, run: "cat ${{ inputs.s }} > o.txt", inputs: { s: s.txt }, outputs: work/o.txt }
                          write: { workdir: work, run: "echo made > ${{ outputs.b }}", outputs: { b: out/b.txt } }
                        """)
                .build("-k", "read", "write")
                .failed("read", "write")
                .complained(
                        "it runs in 'work', which leads through a link, and from there '../s.txt' is not 's.txt'",
                        "from there '../out/b.txt' is not 'out/b.txt'")
                .has("big/out/b.txt", "mine\n");
    }

    @Test
    void a_path_that_does_not_lead_past_the_link_is_as_any() {
        workspace
                .command("mkdir -p big/place/deep; ln -s big/place work")
                .file("s.txt", "1\n")
                .file("big/place/s.txt", "2\n")
                .pipelinefile(
                        """
                        tasks:
                          below: { workdir: work, run: "cat ${{ inputs.s }} > ${{ outputs.o }}", inputs: { s: work/s.txt, other: s.txt }, outputs: { o: work/o.txt } }
                          up: { workdir: work/deep, run: "cat ${{ inputs.s }} > ${{ outputs.o }}", inputs: { s: work/s.txt }, outputs: { o: work/up.txt } }
                        """)
                .build("below", "up")
                .ran("below", "up")
                .has("big/place/o.txt", "2\n")
                .has("big/place/up.txt", "2\n")
                .build("below", "up")
                .didNothing();
    }
}
