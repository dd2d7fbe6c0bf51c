package dev.weir.build.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.build.verdict.Reason;
import dev.weir.build.verdict.Verdict;
import dev.weir.digest.Digest;
import dev.weir.digest.TaskKey;
import dev.weir.pipeline.Policy.Resources;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// Who starts next.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QueueTest {
    private static final TaskKey KEY = new TaskKey(Digest.of("0".repeat(64)));
    private static final int LARGE = 0;

    private final Slots slots = new Slots(4, 0, new TreeMap<>());
    private final Queue queue = new Queue(slots, Comparator.naturalOrder());

    private void add(int task, int cpus) {
        queue.add(
                new Queue.Job(
                        task,
                        new Jobs.Decision.Do(
                                new Verdict.Stale(KEY, List.of(new Reason.NeverRan())),
                                new Resources(cpus, 0))));
    }

    private Optional<Integer> next() {
        return queue.next(task -> false).map(Queue.Job::task);
    }

    @Test
    void small_ones_pass_by_one_that_has_no_room_but_not_for_ever() {
        add(1, 1);
        assertEquals(Optional.of(1), next());
        add(LARGE, 4);
        int passed = 0;
        for (int task = 2; task < 100; task++) {
            add(task, 1);
            Optional<Integer> started = next();
            if (started.isEmpty()) {
                break;
            }
            assertEquals(Optional.of(task), started);
            slots.give(new Resources(1, 0));
            passed++;
        }
        assertTrue(passed > 1 && passed < 50, passed + " passed by");
        slots.give(new Resources(1, 0));
        assertEquals(Optional.of(LARGE), next());
    }

    @Test
    void who_is_held_is_passed_by_and_starts_once_it_is_not() {
        add(1, 1);
        add(2, 1);
        assertEquals(Optional.of(2), queue.next(task -> task == 1).map(Queue.Job::task));
        assertEquals(Optional.of(1), next());
        assertEquals(Optional.empty(), next());
    }

    @Test
    void whoever_waits_is_as_urgent_as_is_said_last() {
        add(1, 1);
        add(2, 1);
        add(3, 1);
        queue.reorder(Comparator.reverseOrder());
        assertEquals(Optional.of(3), next());
        assertEquals(Optional.of(2), next());
        assertEquals(Optional.of(1), next());
    }
}
