package dev.weir.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// What the system does not allow: it is said what, where and to whom, and nothing is lost.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RefusedTest {
    private static final String PIPELINE =
            """
            version: 1
            default: folder
            tasks:
              make: { run: "cat ${{ inputs }} ${{ inputs }} > ${{ outputs }}", inputs: in.txt, outputs: out/made }
              folder: { run: "cp ${{ inputs }} ${{ outputs }}/a", inputs: out/made, outputs: out/folder/ }
            """;

    @Test
    void a_folder_without_permission_is_told_and_questions_are_answered() throws Exception {
        try (Elsewhere at = Elsewhere.unprivileged()) {
            at.file("Pipelinefile.yaml", PIPELINE).file("in.txt", "1\n");
            at.weir().exits(0);
            at.ok(
                    "echo 2 > in.txt 2>/dev/null || { cp in.txt new; echo 2 > new; mv -f new in.txt; }");
            at.ok("chmod -R a-w cache/state");
            at.weir().exits(1).tells("permission denied: ", "cache/state/", "weir runs as user '");
            at.weir("status").exits(0).tells("make: stale (input changed: in.txt)");
            at.ok("chmod -R u+w cache/state; chmod 555 out");
            at.weir().exits(1).tells("task 'make' failed", "permission denied: ", "out/made");
            assertEquals("1\n1\n", at.ok("cat out/made"));
            at.ok("chmod 755 out; chmod 555 cache/runs");
            at.weir().exits(0).tells("this build is not recorded: permission denied: ");
            at.ok("chmod 755 cache/runs");
            at.weir().exits(0).tells("up to date").keepsQuietOnErrors();
            assertEquals("", at.leftovers());
        }
    }

    @Test
    void a_workspace_of_another_user_is_examined_as_far_as_it_can_be_seen() throws Exception {
        try (Elsewhere at = Elsewhere.unprivileged()) {
            at.file("Pipelinefile.yaml", PIPELINE).file("in.txt", "1\n");
            at.weir().exits(0);
            at.ok("chmod 0 out");
            at.weir("doctor")
                    .exits(1)
                    .tells(
                            "cannot be looked at: permission denied: ",
                            "out; weir runs as user '",
                            "→ change who may read it",
                            "1 problem");
            at.ok("chmod 755 out; chmod 0 cache");
            at.weir("doctor").exits(1).tells("bad   cache", "cannot be looked at: permission");
            at.weir("cache", "info").exits(1).tells("permission denied: ", "cache; weir runs as");
            at.ok("chmod 755 cache");
            at.weir("doctor").exits(0).tells("nothing is wrong");
        }
    }

    @Test
    void what_cannot_be_read_is_named() throws Exception {
        try (Elsewhere at = Elsewhere.unprivileged()) {
            at.file("Pipelinefile.yaml", PIPELINE);
            at.ok("echo 1 > in.txt; chmod 0 in.txt");
            at.weir().exits(1).tells("the input 'in.txt' cannot be read: permission denied");
            at.ok(
                    "chmod 644 in.txt; mv Pipelinefile.yaml p; cp p Pipelinefile.yaml; chmod 0 Pipelinefile.yaml");
            at.weir().exits(2).tells("cannot read 'Pipelinefile.yaml': permission denied");
            at.ok(
                    "rm -f Pipelinefile.yaml; cat > Pipelinefile.yaml <<'END'\nversion: 1\ntasks:\n  a: { run: \"echo 1 > ${{ outputs }}; chmod 0 ${{ outputs }}\", outputs: o }\nEND");
            at.weir("a")
                    .exits(1)
                    .tells("its output 'o' cannot be read: permission denied", "cache/failed/a");
            assertEquals("", at.leftovers());
        }
    }

    @Test
    void what_a_failed_command_made_is_kept_also_when_its_folder_forbids_it() throws Exception {
        try (Elsewhere at = Elsewhere.unprivileged()) {
            at.file(
                    "Pipelinefile.yaml",
                    """
                    version: 1
                    tasks:
                      folder: { run: "echo made > folder/a; chmod 555 folder; false", outputs: folder/ }
                    """);
            at.weir("folder").exits(1);
            assertEquals("made\n", at.ok("cat cache/failed/folder/folder/a"));
            assertEquals("555\n", at.ok("stat -c %a cache/failed/folder/folder"));
            at.weir("folder").exits(1);
            assertEquals("made\n", at.ok("cat cache/failed/folder/folder/a"));
        }
    }

    @Test
    void an_old_output_that_cannot_be_removed_is_told_and_the_result_stands() throws Exception {
        try (Elsewhere at = Elsewhere.mounting()) {
            at.file("Pipelinefile.yaml", PIPELINE).file("in.txt", "1\n");
            at.weir().exits(0);
            at.ok("echo 2 > in.txt; mkdir out/folder/m; mount -t tmpfs tmpfs out/folder/m");
            at.weir()
                    .exits(0)
                    .tells("/out/.weir~old~folder' cannot be removed (device or resource busy");
            assertEquals("2\n2\n", at.ok("cat out/folder/a"));
            at.weir().exits(0).tells("up to date").keepsQuietOnErrors();
            at.ok("echo 3 > in.txt");
            at.weir().exits(0).keepsQuietOnErrors();
            at.weir("doctor").tells("out/.weir~old~folder");
            at.ok("umount out/.weir~old~folder/m; rm -r out/.weir~old~folder");
            at.weir().exits(0).tells("up to date").keepsQuietOnErrors();
            assertEquals("", at.leftovers());
        }
    }

    @Test
    void what_a_failed_command_made_and_cannot_be_removed_is_out_of_the_way() throws Exception {
        try (Elsewhere at = Elsewhere.mounting()) {
            at.file("in.txt", "1\n");
            at.file(
                    "Pipelinefile.yaml",
                    """
                    version: 1
                    tasks:
                      folder:
                        run: |
                          cp ${{ inputs }} ${{ outputs }}/a
                          if test -e bad; then mkdir ${{ outputs }}/m; mount -t tmpfs tmpfs ${{ outputs }}/m; false; fi
                        inputs: in.txt
                        outputs: folder/
                    """);
            at.weir("folder").exits(0);
            at.ok("echo 2 > in.txt; touch bad");
            at.weir("folder").exits(1);
            assertEquals("1\n", at.ok("cat folder/a"));
            at.weir("folder")
                    .exits(1)
                    .tells(
                            "/.weir~failed~folder' now, as it could not be taken further (device or resource busy");
            assertEquals("1\n", at.ok("cat folder/a"));
            at.ok("rm bad");
            at.weir("folder").exits(0);
            assertEquals("2\n", at.ok("cat folder/a"));
            at.weir("folder").exits(0).tells("up to date");
        }
    }

    @Test
    void outputs_may_lie_on_other_file_systems_but_not_be_mount_points() throws Exception {
        try (Elsewhere at = Elsewhere.mounting()) {
            at.file("Pipelinefile.yaml", PIPELINE).file("in.txt", "1\n");
            at.ok("mkdir out cache; mount -t tmpfs tmpfs out; mount -t tmpfs tmpfs cache");
            at.weir().exits(0);
            at.ok("rm -r out/*");
            at.weir().exits(0).tells("2 restored");
            assertEquals("1\n1\n", at.ok("cat out/folder/a"));
            at.ok("echo edited > out/made; echo 2 > in.txt");
            at.weir().exits(0).tells("'weir undo' brings it back");
            at.weir("undo").exits(0);
            assertEquals("edited\n", at.ok("cat out/made"));
            at.ok(
                    "mkdir out/folder2; rm -r out/*; mkdir out/folder; mount -t tmpfs tmpfs out/folder");
            at.weir()
                    .exits(1)
                    .tells("device or resource busy: ", "out/folder; a mount point can be neither");
            assertEquals("", at.leftovers());
        }
    }

    @Test
    void what_fails_across_file_systems_is_taken_away_without_pipes_and_sockets() throws Exception {
        try (Elsewhere at = Elsewhere.mounting()) {
            assumeTrue(at.sh("command -v mkfifo").code() == 0, "no mkfifo");
            at.ok("mkdir out; mount -t tmpfs tmpfs out");
            at.file(
                    "Pipelinefile.yaml",
                    """
                    version: 1
                    tasks:
                      a: { run: "cd ${{ outputs }}; mkdir s; echo 1 > s/f; mkfifo s/p; chmod 555 s; false", outputs: out/d/ }
                    """);
            at.weir("a").exits(1).tells("partial outputs: cache/failed/a");
            assertEquals("1\n", at.ok("cat cache/failed/a/out/d/s/f"));
            assertTrue(at.ok("ls -A out").isEmpty());
        }
    }

    @Test
    void what_stood_there_at_a_kill_and_does_not_fit_into_the_cache_stays_beside_its_place()
            throws Exception {
        try (Elsewhere at = Elsewhere.mounting()) {
            at.ok("mkdir out cache; mount -t tmpfs -o size=4m tmpfs cache");
            at.file(
                    "Pipelinefile.yaml",
                    """
                    version: 1
                    params: { k: 1, killed: false }
                    tasks:
                      a:
                        run: |
                          head -c ${{ params.k }}k /dev/zero > out/f
                          if test ${{ params.killed }} = true; then kill -9 $PPID; fi
                        outputs: out/f
                    """);
            at.weir("a").exits(0);
            at.weir("a", "-P", "k=5000", "-P", "killed=true").exits(137);
            at.weir("a")
                    .exits(0)
                    .tells(
                            "the outputs from before are back\n",
                            "what stood at 'out/f' is in '",
                            "/out/.weir~killed~f' now, as it could not be taken further (no space left on device");
            assertEquals("5120000\n", at.ok("stat -c %s out/.weir~killed~f"));
            assertEquals("1024\n", at.ok("stat -c %s out/f"));
            assertEquals("", at.ok("find cache/killed -type f"));
            at.weir("a").exits(0).tells("up to date").keepsQuietOnErrors();
            at.weir("doctor").tells("out/.weir~killed~f");
        }
    }

    @Test
    void what_a_failed_command_made_and_does_not_fit_is_beside_its_place_until_the_next_run()
            throws Exception {
        try (Elsewhere at = Elsewhere.mounting()) {
            at.ok("mkdir out cache; mount -t tmpfs -o size=4m tmpfs cache");
            at.file(
                    "Pipelinefile.yaml",
                    """
                    version: 1
                    params: { k: 5000 }
                    tasks:
                      a: { run: "head -c ${{ params.k }}k /dev/zero > out/f; test ${{ params.k }} = 2", outputs: out/f }
                    """);
            Elsewhere.Said failed =
                    at.weir("a")
                            .exits(1)
                            .tells("what stood at 'out/f' is in '", "/out/.weir~failed~f' now");
            assertFalse(failed.out().contains("partial outputs"), failed::toString);
            assertEquals("5120000\n", at.ok("stat -c %s out/.weir~failed~f"));
            at.weir("a", "-P", "k=1").exits(1).tells("partial outputs: cache/failed/a");
            assertEquals("1024\n", at.ok("stat -c %s cache/failed/a/out/f"));
            assertEquals("", at.ok("ls -A out"));
            at.weir("a").exits(1);
            at.weir("a", "-P", "k=2").exits(0);
            assertEquals("f\n", at.ok("ls -A out"));
        }
    }
}
