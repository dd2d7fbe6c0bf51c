package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `weir cache`: what it says, what it drops, and what it never drops.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CacheTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace upper() {
        return workspace
                .pipelinefile(
                        """
                        params: { word: one }
                        tasks:
                          upper:
                            run: echo ${{ params.word }} | cat - in.txt > loud.txt; echo said
                            inputs: in.txt
                            outputs: loud.txt
                        """)
                .file("in.txt", "hello\n");
    }

    private JsonObject json() {
        return JsonParser.parseString(workspace.out()).getAsJsonObject();
    }

    private List<Path> files(String folder) {
        if (!Files.isDirectory(workspace.path(folder))) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(workspace.path(folder))) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void asking_creates_nothing() {
        upper().weir("cache", "info")
                .said("holds", "0 B in 0 results and 0 files")
                .weir("cache", "gc", "-n")
                .saidExactly("nothing to collect, 0 B left\n")
                .weir("cache", "gc")
                .saidExactly("nothing to collect, 0 B left\n")
                .weir("cache", "verify")
                .saidExactly("0 results and 0 files of 0 B read, none damaged\n")
                .weir("cache", "clear")
                .saidExactly("emptied the store, 0 B freed\n")
                .lacks("cache");
    }

    @Test
    void info_says_what_there_is_of_each_task_and_what_gc_would_free() {
        upper().build("upper")
                .ran("upper")
                .build("upper", "-P", "word=two")
                .ran("upper")
                .weir("cache", "info")
                .said(
                        "2 results and 3 files",
                        "20 GB, unused for 90 d: gc would free nothing",
                        "upper  2 ")
                .later(Duration.ofDays(91))
                .weir("cache", "info", "--json");
        JsonObject info = json();
        assertEquals(2, info.get("results").getAsInt());
        assertTrue(info.get("gc_would_free_bytes").getAsLong() > 0);
        assertTrue(info.get("needed_bytes").getAsLong() < info.get("bytes").getAsLong());
        JsonObject task = info.getAsJsonArray("tasks").get(0).getAsJsonObject();
        assertEquals("upper", task.get("task").getAsString());
        assertEquals(10 + 10 + 5, task.get("bytes").getAsLong());
    }

    @Test
    void what_stands_in_the_workspace_is_never_collected() {
        upper().build("upper")
                .ran("upper")
                .build("upper", "-P", "word=two")
                .ran("upper")
                .later(Duration.ofDays(400))
                .weir("cache", "gc", "--keep", "0B", "--older", "1d", "-n")
                .said("would free ", "(1 result, 1 file)", "the workspace needs the rest")
                .weir("cache", "gc", "--keep", "0B", "--older", "1d")
                .said("freed ", "(1 result, 1 file)")
                .delete("loud.txt")
                .build("upper", "-P", "word=two")
                .restored("upper")
                .build("upper")
                .ran("upper");
    }

    @Test
    void the_bytes_of_absent_temporaries_stay() {
        workspace
                .pipelinefile(
                        """
                        params: { how: a }
                        temporary: tmp/
                        tasks:
                          make: { run: "mkdir -p tmp/d/e; echo 1 > tmp/d/e/x; echo 2 > tmp/d/y; echo 3 > tmp/z", outputs: [tmp/d/, tmp/z] }
                          use: { run: "cat tmp/d/e/x tmp/z > out.txt; echo ${{ params.how }} >> out.txt", inputs: [tmp/d, tmp/z], outputs: out.txt }
                        """)
                .build("use")
                .ran("make", "use")
                .lacks("tmp/z")
                .weir("cache", "gc", "--keep", "0B")
                .said("nothing to collect")
                .build("use", "-P", "how=b")
                .ran("use")
                .has("out.txt", "1\n3\nb\n");
    }

    @Test
    void what_undo_would_bring_back_stays() {
        upper().build("upper")
                .ran("upper")
                .edit("loud.txt", "by hand\n")
                .build("upper", "-P", "word=two")
                .ran("upper")
                .complained("'weir undo' brings it back")
                .weir("cache", "info")
                .said("with 1 file for 'weir undo'")
                .weir("cache", "gc", "--keep", "0B")
                .said("freed")
                .weir("undo")
                .said("brought back loud.txt")
                .has("loud.txt", "by hand\n");
    }

    @Test
    void what_was_used_lately_outlives_what_was_not_though_it_was_made_earlier()
            throws IOException {
        upper().build("upper").ran("upper").settle();
        for (Path action : files("cache/actions")) {
            Files.setLastModifiedTime(action, FileTime.fromMillis(0));
        }
        workspace
                .build("upper", "-P", "word=two")
                .ran("upper")
                .build("upper", "-P", "word=three")
                .ran("upper")
                .weir("cache", "gc", "--older", "30d")
                .said("nothing to collect")
                .build("upper")
                .restored("upper")
                .later(Duration.ofDays(20))
                .build("upper", "-P", "word=three")
                .restored("upper")
                .later(Duration.ofDays(20))
                .weir("cache", "gc", "--older", "30d")
                .said("freed ", "(1 result, 1 file)")
                .build("upper")
                .restored("upper")
                .build("upper", "-P", "word=two")
                .ran("upper");
    }

    @Test
    void asking_and_a_build_with_nothing_to_do_leave_the_times_of_use_alone() throws IOException {
        upper().build("upper").ran("upper").settle();
        for (Path action : files("cache/actions")) {
            Files.setLastModifiedTime(action, FileTime.fromMillis(0));
        }
        workspace.build("upper").didNothing().weir("status").weir("cache", "info").settle();
        for (Path action : files("cache/actions")) {
            assertEquals(FileTime.fromMillis(0), Files.getLastModifiedTime(action));
        }
    }

    @Test
    void verify_names_and_removes_what_is_damaged_and_the_task_runs_again() {
        upper().build("upper").ran("upper").weir("cache", "verify").said("none damaged").settle();
        files("cache/objects").forEach(CacheTest::flip);
        workspace
                .weir("cache", "verify")
                .exits(ExitCode.FAILED)
                .said("damaged: cache/objects/", "(removed; what needs it runs again)")
                .said("2 damaged", "1 result cannot be restored: not all bytes are there")
                .weir("cache", "verify")
                .said("1 result and 0 files of 0 B read, none damaged")
                .delete("loud.txt")
                .build("upper")
                .ran("upper")
                .weir("cache", "verify", "--json")
                .said("\"damaged\": []", "\"incomplete\": 0");
        files("cache/actions").forEach(CacheTest::flip);
        workspace
                .weir("cache", "verify")
                .exits(ExitCode.FAILED)
                .said("damaged: cache/actions/")
                .delete("loud.txt")
                .build("upper")
                .ran("upper");
    }

    private static void flip(Path blob) {
        try {
            Files.setPosixFilePermissions(blob, PosixFilePermissions.fromString("rw-------"));
            FileTime time = Files.getLastModifiedTime(blob);
            byte[] bytes = Files.readAllBytes(blob);
            bytes[0] ^= 1;
            Files.write(blob, bytes);
            Files.setLastModifiedTime(blob, time);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void a_damaged_record_of_a_result_is_told_and_counts_as_none() throws IOException {
        upper().build("upper").ran("upper").delete("loud.txt");
        for (Path record : files("cache/actions")) {
            Files.writeString(record, "{");
        }
        workspace
                .weir("-n", "upper")
                .said("upper: would run (output missing: loud.txt")
                .build("upper")
                .ran("upper")
                .complained("warning: the cached result of task 'upper' is damaged (");
    }

    @Test
    void a_forced_run_heals_damaged_bytes_of_any_size() {
        workspace
                .pipelinefile(
                        "tasks: { make: { run: 'echo 1 > a.txt; head -c 300000 /dev/zero > b.bin', outputs: [a.txt, b.bin] } }")
                .build("make")
                .ran("make")
                .settle();
        files("cache/objects").forEach(CacheTest::flip);
        workspace
                .build("make", "--force")
                .ran("make")
                .weir("cache", "verify")
                .said("none damaged")
                .delete("b.bin")
                .build("make")
                .restored("make");
    }

    @Test
    void clear_empties_the_store_and_leaves_what_was_made() {
        upper().build("upper")
                .ran("upper")
                .weir("cache", "clear")
                .said("emptied the store, ")
                .has("loud.txt", "one\nhello\n")
                .build("upper")
                .didNothing()
                .delete("loud.txt")
                .build("upper")
                .ran("upper");
        assertFalse(files("cache/objects").isEmpty());
    }

    @Test
    void it_works_where_the_pipelinefile_is_broken() {
        upper().build("upper")
                .ran("upper")
                .edit("Pipelinefile.yaml", "tasks: [")
                .weir("cache", "info")
                .said("1 result and 2 files")
                .weir("cache", "verify")
                .said("none damaged");
    }

    @Test
    void a_budget_that_is_none_is_refused() {
        upper().weir("cache", "gc", "--keep", "much")
                .exits(ExitCode.REFUSED)
                .complained("'--keep' needs a size: 10GB, not 'much'")
                .weir("cache", "gc", "--older", "10GB")
                .exits(ExitCode.REFUSED)
                .complained("'--older' needs a time: 30d, not '10GB'")
                .weir("cache", "info", "--keep", "1GB")
                .exits(ExitCode.REFUSED)
                .complained("'--keep' goes with 'weir cache gc'")
                .weir("cache")
                .exits(ExitCode.REFUSED)
                .complained("write info, gc, verify or clear")
                .weir("cache", "inof")
                .exits(ExitCode.REFUSED)
                .complained("did you mean 'info'?")
                .variable("WEIR_CACHE_KEEP", "plenty")
                .weir("cache", "gc")
                .exits(ExitCode.REFUSED)
                .complained("WEIR_CACHE_KEEP is no budget: 'plenty'")
                .variable("WEIR_CACHE_KEEP", "all")
                .weir("cache", "info")
                .said("everything: gc would free nothing");
    }

    @Test
    void collecting_waits_for_a_build_and_a_build_for_nobody_but_it() throws InterruptedException {
        Running build =
                workspace
                        .pipelinefile(
                                """
                                tasks:
                                  slow: { run: "touch begun; while [ ! -e go ]; do sleep 0.02; done; echo slow > slow.txt", outputs: slow.txt }
                                """)
                        .start("slow")
                        .until("begun");
        Running collection = workspace.start("cache", "gc", "--keep", "0B");
        while (!collection.err().contains("waiting for another weir that uses the store")) {
            Thread.sleep(5);
        }
        workspace.now("go", "");
        workspace.ended(build).ran("slow");
        assertEquals(ExitCode.DONE, collection.await().code());
        workspace.delete("slow.txt").build("slow").restored("slow");
    }
}
