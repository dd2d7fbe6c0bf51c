package dev.weir.build.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.cache.ActionResult;
import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.OnDisk;
import dev.weir.workspace.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// What is said of what an action made.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OutputCheckTest {
    private static final WorkspacePath TEXT = WorkspacePath.of("a.txt");
    private static final WorkspacePath FOLDER = WorkspacePath.of("d");
    private static final Manifest EMPTY = new Manifest(new TreeMap<>(), new TreeSet<>());
    private static final Entry ENTRY = new Entry(Entry.Kind.FILE, Digest.of("a".repeat(64)), 1);

    private static final OnDisk FILE = new OnDisk.File(ENTRY, false);
    private static final OnDisk LINK = new OnDisk.File(ENTRY, true);

    private static OnDisk folder(String... leaving) {
        return new OnDisk.Folder(EMPTY, EMPTY.entry(), List.of(leaving));
    }

    private static OnDisk unusable(WorkspacePath path) {
        return new OnDisk.Unusable(List.of(new Unreadable(path, "is a pipe")));
    }

    private static List<String> problems(Map<WorkspacePath, OnDisk> made) {
        Task task =
                new PipelineBuilder("p")
                        .task("t", it -> it.run("x").output("a.txt").output("d/"))
                        .build()
                        .tasks()
                        .firstEntry()
                        .getValue();
        return OutputCheck.problems(task, made);
    }

    @Test
    void each_output_that_is_not_as_declared_is_told_in_the_order_of_declaration() {
        assertEquals(List.of(), problems(Map.of(TEXT, LINK, FOLDER, folder("out"))));
        assertEquals(
                List.of("did not make its output 'a.txt'", "did not make its output 'd/'"),
                problems(Map.of(TEXT, new OnDisk.Nothing())));
        assertEquals(
                List.of(
                        "made a folder where the output 'a.txt' is declared as a file (a folder's path ends in '/')",
                        "made a file where the output 'd/' is declared as a folder"),
                problems(Map.of(TEXT, folder(), FOLDER, FILE)));
        assertEquals(
                List.of("its output 'd/p' is a pipe"),
                problems(Map.of(TEXT, FILE, FOLDER, unusable(WorkspacePath.of("d/p")))));
    }

    @Test
    void links_out_of_an_output_keep_it_from_the_cache_and_are_named() {
        assertEquals(List.of(), OutputCheck.uncacheable(Map.of(TEXT, FILE, FOLDER, folder())));
        assertEquals(
                List.of("'a.txt' is a symbolic link"), OutputCheck.uncacheable(Map.of(TEXT, LINK)));
        assertEquals(
                List.of("the link 'd/out' leads out of the folder"),
                OutputCheck.uncacheable(Map.of(FOLDER, folder("out", "other"))));
    }

    @Test
    void what_is_recorded_is_what_has_content() {
        assertEquals(
                Map.of(
                        TEXT,
                        new ActionResult.MadeFile(ENTRY),
                        FOLDER,
                        new ActionResult.MadeFolder(EMPTY)),
                OutputCheck.made(
                        Map.of(
                                TEXT,
                                FILE,
                                FOLDER,
                                folder(),
                                WorkspacePath.of("none"),
                                new OnDisk.Nothing(),
                                WorkspacePath.of("odd"),
                                unusable(FOLDER))));
    }
}
