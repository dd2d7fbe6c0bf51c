package dev.weir.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Much of everything in little memory: small here, with `-Dmachine.large=true` as large as it may
/// get.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LargeTest {
    /// What the JVM takes for its heap on a machine of 2 GB, when nobody says otherwise.
    private static final String HEAP_OF_2_GB = "512m";

    private static final boolean LARGE = Boolean.getBoolean("machine.large");

    private static final long SAID = LARGE ? 1_000_000_000 : 20_000_000;
    private static final int FILES = LARGE ? 100_000 : 2_000;
    private static final int OUTPUTS = LARGE ? 10_000 : 1_000;
    private static final String BYTES = LARGE ? "5G" : "100M";

    private static String talking(String what) {
        return """
        version: 1
        tasks:
          talk: { run: "%s; echo done > ${{ outputs }}", outputs: out.txt }
        """
                .formatted(what.formatted(SAID));
    }

    private static void isKeptInLittleMemory(String what) throws Exception {
        try (Elsewhere at = Elsewhere.plain("32m")) {
            at.file("Pipelinefile.yaml", talking(what));
            at.ok("weir talk > said");
            at.weir("talk").exits(0).tells("up to date");
            at.ok("weir log talk > log; cmp log cache/runs/*/logs/talk.log");
            at.ok("rm out.txt; rm -r cache/runs");
            at.ok("weir talk --logs > said; tail -3 said | grep -q restored");
            at.ok("rm -r cache/runs; weir log talk | cmp - log");
        }
    }

    @Test
    void a_huge_log_of_lines_takes_no_memory() throws Exception {
        isKeptInLittleMemory("yes 'the same line again and again' | head -c %d");
    }

    @Test
    void a_huge_log_without_a_line_feed_takes_no_memory() throws Exception {
        isKeptInLittleMemory("head -c %d /dev/zero | tr '\\\\0' x");
    }

    @Test
    void a_huge_log_of_any_bytes_takes_no_memory() throws Exception {
        isKeptInLittleMemory("head -c %d /dev/urandom");
    }

    @Test
    void many_outputs_of_one_task_come_and_go() throws Exception {
        try (Elsewhere at = Elsewhere.plain("120m")) {
            StringBuilder outputs = new StringBuilder();
            for (int i = 0; i < OUTPUTS; i++) {
                outputs.append("      - out/").append(i).append('\n');
            }
            at.file(
                    "Pipelinefile.yaml",
                    """
                    version: 1
                    tasks:
                      many:
                        run: for i in ${{ outputs }}; do echo "$i" > "$i"; done
                        outputs:
                    """
                            + outputs);
            at.weir("many").exits(0);
            at.weir("many").exits(0).tells("up to date");
            at.ok("rm -r out");
            at.weir("many").exits(0).tells("many: restored");
            assertEquals(OUTPUTS + "\n", at.ok("cat out/* | wc -l"));
            at.weir("clean").exits(0);
            assertEquals("", at.leftovers());
        }
    }

    @Test
    void a_folder_of_many_files_is_an_input() throws Exception {
        try (Elsewhere at = Elsewhere.plain(LARGE ? HEAP_OF_2_GB : "64m")) {
            at.file(
                    "Pipelinefile.yaml",
                    """
                    version: 1
                    default: paths
                    tasks:
                      folder: { run: "ls ${{ inputs }} | wc -l > ${{ outputs }}", inputs: in/, outputs: count }
                      paths: { needs: folder, run: "printf '%s\\n' ${{ inputs }} | xargs cat | wc -l > ${{ outputs }}", inputs: in/*, outputs: lines }
                      plain: { run: "/bin/cat ${{ inputs }} > ${{ outputs }}", inputs: in/*, outputs: all }
                    """);
            at.ok("mkdir in; cd in; seq " + FILES + " | split -l 1 -a 5 - " + "n".repeat(180));
            at.weir().exits(0);
            assertEquals(FILES + "\n" + FILES + "\n", at.ok("cat count lines"));
            at.weir().exits(0).tells("up to date");
            at.ok("echo more >> in/" + "n".repeat(180) + "aaaab");
            at.weir().exits(0);
            assertEquals(FILES + 1 + "\n", at.ok("cat lines"));
            if (LARGE) {
                at.weir("plain")
                        .exits(1)
                        .tells("got more arguments than the system takes", "| xargs");
            }
        }
    }

    @Test
    void a_large_file_is_read_kept_and_brought_back() throws Exception {
        try (Elsewhere at = Elsewhere.plain("60m")) {
            at.file(
                    "Pipelinefile.yaml",
                    """
                    version: 1
                    tasks:
                      copy: { run: "cp --sparse=always ${{ inputs }} ${{ outputs }}", inputs: in, outputs: out }
                    """);
            at.ok("truncate -s " + BYTES + " in; echo end >> in");
            at.weir("copy").exits(0);
            at.ok("rm out");
            at.weir("copy").exits(0).tells("copy: restored");
            assertEquals("end\n", at.ok("tail -c 4 out"));
            at.ok("cmp in out");
        }
    }

    @Test
    void folders_as_deep_as_paths_can_tell_are_read_kept_and_brought_back() throws Exception {
        try (Elsewhere at = Elsewhere.plain("200m")) {
            at.file(
                    "Pipelinefile.yaml",
                    """
                    version: 1
                    tasks:
                      copy: { run: "cp -R deep/d ${{ outputs }}/", inputs: deep/, outputs: out/ }
                      glob: { run: "find deep -name '*.q' > ${{ outputs }}", inputs: "deep/**/*.q", outputs: q.txt }
                    """);
            at.ok(
                    "mkdir deep; cd deep; i=0; while [ $i -lt 1900 ]; do mkdir d; cd d; i=$((i + 1)); done; echo x > x.q");
            at.weir("copy", "glob").exits(0).tells("2 ran").keepsQuietOnErrors();
            at.weir("copy", "glob").exits(0).tells("up to date: 2 tasks").keepsQuietOnErrors();
            at.ok("rm -rf out");
            at.weir("copy").exits(0).tells("1 restored").keepsQuietOnErrors();
            assertEquals("1\n", at.ok("find out -name x.q | wc -l | tr -d ' '"));
            at.weir("clean", "copy").exits(0).tells("removed out");
            at.ok("rm -rf deep");
        }
    }
}
