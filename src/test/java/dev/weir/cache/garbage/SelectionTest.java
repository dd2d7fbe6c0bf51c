package dev.weir.cache.garbage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cache.garbage.Inventory.Result;
import dev.weir.digest.Digest;
import dev.weir.digest.Hasher;
import dev.weir.digest.TaskKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SelectionTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Needed NOTHING = new Needed(Set.of(), Set.of());

    private final Map<TaskKey, Result> results = new HashMap<>();
    private final Map<Digest, Long> blobs = new HashMap<>();

    private static TaskKey key(String name) {
        return new TaskKey(digest(name));
    }

    private static Digest digest(String name) {
        return Hasher.digest(name);
    }

    /// A result with a blob of its own.
    private void result(String name, Duration took, Duration unused, long bytes) {
        blobs.put(digest(name), bytes);
        shared(name, took, unused, name);
    }

    private void shared(String name, Duration took, Duration unused, String... named) {
        Set<Digest> bytes =
                List.of(named).stream().map(SelectionTest::digest).collect(Collectors.toSet());
        results.put(key(name), new Result(name, took, NOW.minus(unused), 100, bytes));
    }

    private Selection select(Needed needed, Budget budget) {
        return Selection.of(new Inventory(results, blobs), needed, budget, NOW);
    }

    private static Budget keep(long bytes) {
        return new Budget(Optional.of(bytes), Optional.empty());
    }

    private static Budget older(Duration age) {
        return new Budget(Optional.empty(), Optional.of(age));
    }

    private static Duration days(long days) {
        return Duration.ofDays(days);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void nothing_goes_while_there_is_room() {
        result("a", seconds(1), days(100), 1_000);
        assertTrue(select(NOTHING, keep(1_100)).isEmpty());
        assertTrue(select(NOTHING, older(days(101))).isEmpty());
        assertEquals(1_100, select(NOTHING, Budget.ALL).left());
    }

    @Test
    void what_lay_unused_for_too_long_goes_whatever_it_cost() {
        result("old", seconds(10_000), days(31), 1_000);
        result("new", seconds(1), days(29), 1_000);
        Selection selection = select(NOTHING, older(days(30)));
        assertEquals(List.of(key("old")), selection.results());
        assertEquals(List.of(digest("old")), selection.bytes());
        assertEquals(1_100, selection.freed());
        assertEquals(1_100, selection.left());
    }

    @Test
    void what_is_cheap_to_make_again_for_its_bytes_goes_first() {
        result("trained", seconds(600), days(1), 1_000);
        result("copied", seconds(1), days(1), 1_000);
        result("small", seconds(1), days(1), 10);
        assertEquals(List.of(key("copied")), select(NOTHING, keep(1_300)).results());
    }

    @Test
    void of_what_costs_the_same_the_longest_unused_goes_first() {
        result("yesterday", seconds(10), days(1), 1_000);
        result("last month", seconds(10), days(30), 1_000);
        assertEquals(List.of(key("last month")), select(NOTHING, keep(1_500)).results());
    }

    @Test
    void the_time_it_takes_to_make_something_counts_in_proportion_to_its_bytes() {
        result("one", seconds(10), days(1), 1_000);
        result("two", seconds(30), days(1), 2_000);
        assertEquals(List.of(key("one")), select(NOTHING, keep(2_500)).results());
        result("three", Duration.ofMillis(200), days(1), 10);
        result("four", Duration.ofMillis(1_900), days(1), 10);
        assertEquals(List.of(key("three"), key("one")), select(NOTHING, keep(2_350)).results());
    }

    @Test
    void bytes_that_two_results_share_count_half_for_each() {
        blobs.put(digest("both"), 3_000L);
        blobs.put(digest("alone"), 2_000L);
        shared("half", seconds(10), days(1), "both");
        shared("other half", seconds(10_000), days(1), "both");
        shared("whole", seconds(10), days(1), "alone");
        assertEquals(List.of(key("whole")), select(NOTHING, keep(5_200)).results());
    }

    @Test
    void bytes_go_in_order() {
        for (int i = 0; i < 20; i++) {
            result("r" + i, seconds(1), days(40), 10);
        }
        List<Digest> gone = select(NOTHING, older(days(30))).bytes();
        assertEquals(20, gone.size());
        assertEquals(gone.stream().sorted().toList(), gone);
    }

    @Test
    void what_nobody_measured_counts_as_costly() {
        result("adopted", Duration.ZERO, days(1), 1_000);
        result("made", seconds(100), days(1), 1_000);
        assertEquals(List.of(key("made")), select(NOTHING, keep(1_500)).results());
    }

    @Test
    void what_is_needed_stays_whatever_the_budget_says() {
        result("needed", seconds(0), days(300), 1_000);
        result("spare", seconds(1), days(0), 1_000);
        blobs.put(digest("saved"), 500L);
        Needed needed = new Needed(Set.of(key("needed")), Set.of(digest("saved")));
        Selection selection =
                select(needed, new Budget(Optional.of(0L), Optional.of(Duration.ZERO)));
        assertEquals(List.of(key("spare")), selection.results());
        assertEquals(List.of(digest("spare")), selection.bytes());
        assertEquals(1_600, selection.left());
    }

    @Test
    void bytes_go_with_the_last_result_that_names_them() {
        blobs.put(digest("both"), 1_000L);
        shared("one", seconds(1), days(40), "both");
        shared("two", seconds(1), days(20), "both");
        Selection first = select(NOTHING, older(days(30)));
        assertEquals(List.of(key("one")), first.results());
        assertEquals(List.of(), first.bytes());
        Selection all = select(NOTHING, older(days(10)));
        assertEquals(List.of(digest("both")), all.bytes());
        assertEquals(0, all.left());
    }

    @Test
    void bytes_that_no_result_names_and_records_that_cannot_be_read_go_always() {
        blobs.put(digest("orphan"), 10L);
        results.put(key("damaged"), new Result("", Duration.ZERO, NOW, 5, Set.of()));
        Selection selection = select(NOTHING, Budget.ALL);
        assertEquals(List.of(key("damaged")), selection.results());
        assertEquals(List.of(digest("orphan")), selection.bytes());
        assertEquals(0, selection.left());
    }

    @Test
    void any_selection_leaves_what_is_needed_whole_and_names_no_byte_that_stays_needed() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            results.clear();
            blobs.clear();
            for (int i = 0; i < 20; i++) {
                blobs.put(digest("blob " + i), (long) random.nextInt(1_000));
            }
            for (int i = 0; i < 15; i++) {
                shared(
                        "result " + i,
                        seconds(random.nextInt(100)),
                        days(random.nextInt(100)),
                        "blob " + random.nextInt(20),
                        "log " + i,
                        "blob x" + random.nextInt(25));
            }
            Needed needed =
                    new Needed(
                            Set.of(key("result " + random.nextInt(15)), key("unknown")),
                            Set.of(digest("blob " + random.nextInt(20))));
            check(seed, needed, random);
        }
    }

    private void check(long seed, Needed needed, Random random) {
        Budget budget =
                new Budget(
                        random.nextBoolean()
                                ? Optional.of((long) random.nextInt(9_000))
                                : Optional.empty(),
                        random.nextBoolean()
                                ? Optional.of(days(random.nextInt(100)))
                                : Optional.empty());
        Inventory inventory = new Inventory(results, blobs);
        Selection selection = Selection.of(inventory, needed, budget, NOW);
        Map<TaskKey, Result> left = new HashMap<>(results);
        left.keySet().removeAll(selection.results());
        Map<Digest, Long> bytes = new HashMap<>(blobs);
        bytes.keySet().removeAll(selection.bytes());
        String where = "seed " + seed;
        assertEquals(selection.left(), new Inventory(left, bytes).size(), where);
        assertEquals(inventory.size() - selection.freed(), selection.left(), where);
        for (TaskKey key : needed.results()) {
            assertEquals(results.containsKey(key), left.containsKey(key), where);
        }
        left.values()
                .forEach(result ->
                        result.bytes()
                                .forEach(digest ->
                                        assertEquals(
                                                blobs.containsKey(digest),
                                                bytes.containsKey(digest),
                                                where)));
        needed.bytes().forEach(digest -> assertTrue(bytes.containsKey(digest), where));
        assertTrue(Selection.of(new Inventory(left, bytes), needed, budget, NOW).isEmpty(), where);
    }

    @Test
    void a_budget_is_read_from_words() {
        assertEquals(Optional.of(keep(50_000_000_000L)), Budget.of("50GB"));
        assertEquals(Optional.of(older(days(30))), Budget.of("30d"));
        assertEquals(
                Optional.of(new Budget(Optional.of(1_000_000L), Optional.of(days(7)))),
                Budget.of(" 1MB, 7d "));
        assertEquals(Optional.of(Budget.ALL), Budget.of("all"));
        for (String wrong : List.of("", "many", "1GB 2GB", "1d 2d", "1GB 2d 3", "-1GB")) {
            assertEquals(Optional.empty(), Budget.of(wrong), wrong);
        }
    }
}
