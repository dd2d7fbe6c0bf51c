package dev.weir.build.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.pipeline.Policy;
import dev.weir.pipeline.Policy.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// What tasks occupy together stays within what there is.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SlotsTest {
    private static final Resources ONE = new Resources(1, 0);

    @Test
    void as_many_run_as_there_are_processors() {
        Slots slots = new Slots(2, 100, new TreeMap<>());
        assertTrue(takes(slots, ONE));
        assertTrue(takes(slots, ONE));
        assertFalse(takes(slots, ONE));
        slots.give(ONE);
        assertTrue(takes(slots, ONE));
        assertEquals(2, slots.running());
    }

    @Test
    void memory_is_a_limit_of_its_own() {
        Slots slots = new Slots(8, 100, new TreeMap<>());
        assertTrue(takes(slots, new Resources(1, 60)));
        assertFalse(takes(slots, new Resources(1, 41)));
        assertTrue(takes(slots, new Resources(1, 40)));
        assertTrue(takes(slots, ONE), "a task that declares none fits");
    }

    @Test
    void a_task_above_the_capacity_runs_alone() {
        for (Resources large :
                List.of(new Resources(3, 0), new Resources(1, 101), new Resources(3, 101))) {
            Slots slots = new Slots(2, 100, new TreeMap<>());
            assertTrue(takes(slots, ONE));
            assertFalse(takes(slots, large), "not beside another");
            slots.give(ONE);
            assertTrue(takes(slots, large));
            assertFalse(takes(slots, ONE), "nothing beside it");
            slots.give(large);
            assertTrue(takes(slots, ONE));
            assertTrue(takes(slots, ONE), "all is free again");
        }
    }

    @Test
    void a_task_of_exactly_the_capacity_is_not_above_it() {
        Slots slots = new Slots(2, 100, new TreeMap<>());
        assertTrue(takes(slots, new Resources(1, 0)));
        assertFalse(takes(slots, new Resources(2, 100)));
        slots.give(new Resources(1, 0));
        assertTrue(takes(slots, new Resources(2, 100)));
        slots.give(new Resources(2, 100));
        assertTrue(takes(slots, new Resources(1, 100)));
        assertTrue(takes(slots, ONE));
    }

    @Test
    void whatever_is_taken_and_given_the_sum_stays_within_the_capacity() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 200; round++) {
            int cpus = 1 + random.nextInt(4);
            long memory = random.nextInt(10);
            Slots slots = new Slots(cpus, memory, new TreeMap<>());
            List<Resources> held = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Resources wanted = new Resources(1 + random.nextInt(5), random.nextInt(12));
                if (random.nextBoolean() && takes(slots, wanted)) {
                    held.add(wanted);
                } else if (!held.isEmpty()) {
                    slots.give(held.remove(random.nextInt(held.size())));
                }
                assertEquals(held.size(), slots.running());
                int cpu = held.stream().mapToInt(Resources::cpu).sum();
                long bytes = held.stream().mapToLong(Resources::memory).sum();
                assertTrue(held.size() <= 1 || cpu <= cpus && bytes <= memory, held.toString());
            }
        }
    }

    private static boolean takes(Slots slots, Policy.Resources needs) {
        return slots.take(needs).isEmpty();
    }

    @Test
    void what_is_lacking_is_told() {
        Slots slots = new Slots(2, 100, new TreeMap<>(Map.of("db", 2)));
        Policy.Resources one = new Policy.Resources(1, 0, new TreeMap<>(Map.of("db", 2)));
        assertEquals(Optional.empty(), slots.take(one));
        assertEquals(Optional.of("db"), slots.take(one));
        assertEquals(Optional.of(Slots.MACHINE), slots.take(new Policy.Resources(2, 0)));
        slots.give(one);
        assertEquals(Optional.empty(), slots.take(one));
    }
}
