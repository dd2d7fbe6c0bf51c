package dev.weir.build.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.digest.Digest;
import dev.weir.digest.TaskKey;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.TaskName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who gets which folder for its checkpoints, and how long it stays.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CheckpointsTest {
    private static final TaskName TRAIN = new TaskName("train");
    private static final TaskName TEST = new TaskName("test");
    private static final TaskKey ONE = new TaskKey(Digest.of("1".repeat(64)));
    private static final TaskKey TWO = new TaskKey(Digest.of("2".repeat(64)));

    @TempDir Path folder;
    private Checkpoints checkpoints;

    @BeforeEach
    void open() {
        checkpoints = new Checkpoints(new CacheFolder(folder));
    }

    private Set<String> kept() throws IOException {
        Path resume = folder.resolve("resume");
        try (Stream<Path> all = Files.walk(resume)) {
            return all.map(path ->
                            resume.relativize(path).toString().replaceAll("(.)\\1{63}", "$1"))
                    .collect(Collectors.toSet());
        }
    }

    private static void keep(Checkpoints.Folder run) throws IOException {
        Files.writeString(run.own().resolve("epoch"), "7");
    }

    @Test
    void what_a_run_kept_is_there_for_the_next_one_with_its_key_and_for_no_other()
            throws IOException {
        Checkpoints.Folder first = checkpoints.open(TRAIN, ONE);
        assertFalse(first.isUsed());
        keep(first);
        checkpoints.close(first);
        assertTrue(checkpoints.open(TRAIN, ONE).isUsed());
        assertFalse(checkpoints.open(TEST, ONE).isUsed());
        assertFalse(checkpoints.open(TRAIN, TWO).isUsed());
        assertEquals(Set.of("", "train", "train/2", "test", "test/1"), kept());
    }

    @Test
    void a_run_that_was_cut_off_is_told_from_one_that_was_seen_to_its_end() throws IOException {
        Checkpoints.Folder first = checkpoints.open(TRAIN, ONE);
        assertEquals(Optional.empty(), first.cutOff());
        keep(first);
        FileTime began = FileTime.fromMillis(1_700_000_000_000L);
        Files.setLastModifiedTime(first.ofTask(), began);
        Checkpoints.Folder second = checkpoints.open(TRAIN, ONE);
        assertEquals(Optional.of(began.toInstant()), second.cutOff());
        checkpoints.goOn(second);
        Instant later = checkpoints.open(TRAIN, ONE).cutOff().orElseThrow();
        assertTrue(later.isAfter(began.toInstant()), later::toString);
        checkpoints.keep(second);
        checkpoints.close(second);
        assertEquals(Set.of("", "train", "train/1.kept", "train/1.kept/epoch"), kept());
        Checkpoints.Folder third = checkpoints.open(TRAIN, ONE);
        assertEquals(Optional.empty(), third.cutOff());
        assertTrue(third.isUsed());
        checkpoints.keep(third);
        assertFalse(checkpoints.open(TRAIN, TWO).isUsed());
        assertEquals(Set.of("", "train", "train/2"), kept());
    }

    @Test
    void a_folder_that_one_task_left_as_it_was_serves_another() throws IOException {
        Checkpoints.Folder first = checkpoints.open(TRAIN, ONE);
        checkpoints.done(first);
        checkpoints.close(first);
        Checkpoints.Folder second = checkpoints.open(TEST, TWO);
        assertEquals(Set.of("", "test", "test/2"), kept());
        keep(second);
        checkpoints.close(second);
        checkpoints.close();
        assertEquals(Set.of("", "test", "test/2", "test/2/epoch"), kept());
    }

    @Test
    void a_task_that_runs_again_has_its_folder_to_itself() throws IOException {
        checkpoints.done(checkpoints.open(TRAIN, ONE));
        Checkpoints.Folder again = checkpoints.open(TRAIN, ONE);
        Checkpoints.Folder other = checkpoints.open(TEST, ONE);
        keep(again);
        assertFalse(other.isUsed());
        checkpoints.close();
        assertEquals(Set.of("", "train", "train/1", "train/1/epoch", "test", "test/1"), kept());
    }

    @Test
    void a_task_that_runs_with_another_key_gets_no_folder_from_others() throws IOException {
        keep(checkpoints.open(TRAIN, ONE));
        checkpoints.done(checkpoints.open(TEST, ONE));
        assertFalse(checkpoints.open(TRAIN, TWO).isUsed());
        assertEquals(Set.of("", "train", "train/2", "test", "test/1"), kept());
    }

    @Test
    void what_was_used_or_removed_serves_nobody() throws IOException {
        Checkpoints.Folder used = checkpoints.open(TRAIN, ONE);
        keep(used);
        checkpoints.done(used);
        checkpoints.close(used);
        assertEquals(Set.of(""), kept());
        Checkpoints.Folder removed = checkpoints.open(TRAIN, ONE);
        Files.delete(removed.own());
        checkpoints.done(removed);
        checkpoints.close(removed);
        assertEquals(Set.of(""), kept());
        assertTrue(Files.isDirectory(checkpoints.open(TEST, TWO).own()));
    }

    @Test
    void a_build_leaves_no_empty_folder() throws IOException {
        checkpoints.done(checkpoints.open(TRAIN, ONE));
        checkpoints.close(checkpoints.open(TEST, ONE));
        checkpoints.close();
        assertEquals(Set.of(""), kept());
    }

    @Test
    void what_a_killed_weir_left_empty_is_told_from_what_is_of_use() throws IOException {
        assertFalse(checkpoints.isAnyUnused());
        keep(checkpoints.open(TRAIN, ONE));
        assertFalse(checkpoints.isAnyUnused());
        Checkpoints.Folder left = checkpoints.open(TEST, ONE);
        assertTrue(checkpoints.isAnyUnused());
        checkpoints.close(TRAIN);
        checkpoints.close(TEST);
        checkpoints.close(new TaskName("never-ran"));
        assertFalse(Files.exists(left.ofTask()));
        assertEquals(Set.of("", "train", "train/1", "train/1/epoch"), kept());
        checkpoints.forget(TRAIN);
        assertEquals(Set.of(""), kept());
    }
}
