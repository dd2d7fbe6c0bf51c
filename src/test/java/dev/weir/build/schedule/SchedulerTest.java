package dev.weir.build.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.build.event.Outcome;
import dev.weir.exec.Cancellation;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.Policy.Resources;
import dev.weir.pipeline.TaskName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Order, limits and failures, with jobs that only note what they are told to do.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class SchedulerTest {
    private final Cancellation cancellation = new Cancellation();

    /// Tasks in declared order, each with what it needs: `a b:a c:a,b`.
    private static TaskGraph graph(String tasks) {
        PipelineBuilder pipeline = new PipelineBuilder("p");
        for (String task : tasks.split(" ")) {
            String[] parts = task.split(":");
            pipeline.task(
                    parts[0],
                    it ->
                            it.run("x")
                                    .needs(
                                            parts.length == 1
                                                    ? new String[0]
                                                    : parts[1].split(",")));
        }
        return TaskGraph.of(pipeline.build());
    }

    private static final SortedMap<String, Integer> POOLS = new TreeMap<>(Map.of("db", 3));

    private String run(TaskGraph graph, FakeJobs jobs, int cpus, boolean keepGoing)
            throws InterruptedException {
        return run(graph, jobs, new Slots(cpus, 1_000, POOLS), keepGoing);
    }

    private String run(TaskGraph graph, FakeJobs jobs, Slots slots, boolean keepGoing)
            throws InterruptedException {
        List<TaskName> all = graph.tasks().stream().map(task -> task.name()).toList();
        return new Scheduler(graph, graph.closure(all), jobs, slots, keepGoing, cancellation)
                .run().entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + text(entry.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Skipped(TaskName because) -> "Skipped(" + because + ")";
            default -> outcome.getClass().getSimpleName();
        };
    }

    @Test
    void with_one_processor_tasks_run_in_their_order() throws Exception {
        TaskGraph graph = graph("c b:c d a:d");
        FakeJobs jobs = new FakeJobs(graph);
        assertEquals("c:Ran b:Ran d:Ran a:Ran", run(graph, jobs, 1, false));
        assertEquals("[c, b, d, a]", jobs.performed().toString());
    }

    @Test
    void what_has_the_longest_chain_behind_it_starts_first_as_far_as_that_is_known()
            throws Exception {
        TaskGraph graph = graph("a b c d:c e:d f g:f");
        FakeJobs jobs =
                new FakeJobs(graph)
                        .lasting("b", Duration.ofSeconds(5))
                        .lasting("c", Duration.ofSeconds(1))
                        .lasting("e", Duration.ofSeconds(9))
                        .lasting("g", Duration.ofSeconds(2));
        CountDownLatch both = new CountDownLatch(2);
        for (String first : List.of("c", "b")) {
            jobs.doing(
                    first,
                    () -> {
                        both.countDown();
                        both.await();
                    });
        }
        run(graph, jobs, 2, false);
        assertEquals(Set.of("c", "b"), Set.copyOf(jobs.performed().subList(0, 2)));
        assertTrue(jobs.performed().indexOf("f") < jobs.performed().indexOf("a"));
        assertEquals(7, jobs.performed().size());
    }

    @Test
    void with_one_processor_or_nothing_known_the_order_is_the_declared_one() throws Exception {
        TaskGraph graph = graph("a b c");
        FakeJobs jobs = new FakeJobs(graph).lasting("c", Duration.ofSeconds(9));
        run(graph, jobs, 1, false);
        assertEquals("[a, b, c]", jobs.performed().toString());
        FakeJobs unknown = new FakeJobs(graph);
        run(graph, unknown, 2, false);
        assertEquals(List.of("?a", "?b", "?c"), decisions(unknown));
    }

    private static List<String> decisions(FakeJobs jobs) {
        return jobs.events().stream().filter(event -> event.startsWith("?")).toList();
    }

    @Test
    void of_many_tasks_those_that_compete_are_ordered() throws Exception {
        StringBuilder tasks = new StringBuilder("gate");
        for (int i = 0; i < 1_200; i++) {
            tasks.append(" t").append(i).append(":gate");
        }
        TaskGraph graph = graph(tasks.toString());
        FakeJobs jobs = new FakeJobs(graph).lasting("t1199", Duration.ofSeconds(1));
        CountDownLatch others = new CountDownLatch(1);
        jobs.doing("t0", others::await).doing("t1", others::await);
        CountDownLatch last = new CountDownLatch(1);
        jobs.doing("gate", () -> {}).doing("t1199", last::countDown);
        jobs.doing("t2", () -> last.await(10, TimeUnit.SECONDS));
        Thread release = Thread.ofVirtual().start(() -> release(jobs, others));
        run(graph, jobs, 2, false);
        release.join();
        assertTrue(
                jobs.performed().indexOf("t1199") <= 4, jobs.performed().subList(0, 9)::toString);
        assertEquals(1_201, jobs.performed().size());
    }

    /// Once all but those that run have been decided on.
    private static void release(FakeJobs jobs, CountDownLatch others) {
        until(() -> decisions(jobs).size() >= 1_201);
        others.countDown();
    }

    @Test
    void nothing_is_decided_before_what_it_waits_for_is_done() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            StringBuilder tasks = new StringBuilder("t0");
            for (int i = 1; i < 12; i++) {
                tasks.append(" t").append(i);
                String separator = ":";
                for (int k = 0; k < i; k++) {
                    if (random.nextInt(4) == 0) {
                        tasks.append(separator).append('t').append(k);
                        separator = ",";
                    }
                }
            }
            TaskGraph graph = graph(tasks.toString());
            FakeJobs jobs = new FakeJobs(graph);
            run(graph, jobs, 1 + random.nextInt(4), false);
            assertEquals(12, jobs.performed().size());
            Set<String> done = new HashSet<>();
            for (String event : jobs.events()) {
                String task = event.substring(1);
                if (event.startsWith("?")) {
                    for (int gate : graph.gates(graph.number(new TaskName(task)).orElseThrow())) {
                        assertTrue(
                                done.contains(graph.task(gate).name().text()),
                                event + " of " + tasks);
                    }
                } else {
                    done.add(task);
                }
            }
        }
    }

    @Test
    void tasks_that_are_up_to_date_take_no_worker() throws Exception {
        TaskGraph graph = graph("a b:a");
        FakeJobs jobs = new FakeJobs(graph).settling("a", FakeJobs.upToDate("1"));
        assertEquals("a:UpToDate b:Ran", run(graph, jobs, 1, false));
        assertEquals("[b]", jobs.performed().toString());
    }

    @Test
    void after_a_failure_nothing_new_starts_and_what_runs_ends_well() throws Exception {
        TaskGraph graph = graph("slow bad later:slow other");
        CountDownLatch failed = new CountDownLatch(1);
        FakeJobs jobs =
                new FakeJobs(graph)
                        .doing("slow", failed::await)
                        .doing("bad", () -> {})
                        .failing("bad")
                        .onEnd("bad", failed::countDown);
        assertEquals("slow:Ran bad:Failed later:Stopped other:Stopped", run(graph, jobs, 2, false));
    }

    @Test
    void keeping_going_skips_only_what_depends_on_the_failure() throws Exception {
        TaskGraph graph = graph("bad next:bad last:next other also:other both:also,next");
        FakeJobs jobs = new FakeJobs(graph).failing("bad");
        assertEquals(
                "bad:Failed next:Skipped(bad) last:Skipped(bad) other:Ran also:Ran both:Skipped(bad)",
                run(graph, jobs, 2, true));
        assertEquals(
                Set.of("!bad", "!next", "!last", "!other", "!also", "!both"),
                jobs.events().stream()
                        .filter(event -> event.startsWith("!"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void a_cancelled_build_starts_nothing_more() throws Exception {
        TaskGraph graph = graph("a b:a c");
        FakeJobs jobs = new FakeJobs(graph).doing("a", cancellation::request);
        assertEquals("a:Ran b:Stopped c:Stopped", run(graph, jobs, 1, false));
        assertTrue(jobs.events().containsAll(List.of("!a", "!b", "!c")));
    }

    @Test
    void what_is_awaited_runs_again_and_who_waits_is_decided_anew() throws Exception {
        TaskGraph graph = graph("made reader:made other:made");
        FakeJobs jobs =
                new FakeJobs(graph)
                        .settling("made", FakeJobs.upToDate("1"))
                        .awaiting("reader", "made")
                        .settling("other", FakeJobs.upToDate("x"));
        assertEquals("made:Ran reader:Ran other:UpToDate", run(graph, jobs, 1, false));
        assertEquals("[made, reader]", jobs.performed().toString());
        assertEquals(
                1, jobs.decided("other"), "the same was made: who read it is not looked at again");
    }

    @Test
    void what_comes_out_differently_is_looked_at_again_by_who_read_it_before() throws Exception {
        TaskGraph graph = graph("made other:made reader:made,other");
        FakeJobs jobs =
                new FakeJobs(graph)
                        .settling("made", FakeJobs.upToDate("1"))
                        .making("made", "2")
                        .settling("other", FakeJobs.upToDate("x"))
                        .awaiting("reader", "made");
        assertEquals("made:Ran other:Ran reader:Ran", run(graph, jobs, 1, false));
        assertEquals(2, jobs.decided("other"));
    }

    @Test
    void two_that_await_the_same_run_it_once() throws Exception {
        TaskGraph graph = graph("made one:made two:made");
        FakeJobs jobs =
                new FakeJobs(graph)
                        .settling("made", FakeJobs.upToDate("1"))
                        .awaiting("one", "made")
                        .awaiting("two", "made");
        assertEquals("made:Ran one:Ran two:Ran", run(graph, jobs, 2, false));
        assertEquals(1, jobs.performed().stream().filter("made"::equals).count());
    }

    @Test
    void who_awaits_what_fails_is_skipped() throws Exception {
        TaskGraph graph = graph("made reader:made");
        FakeJobs jobs =
                new FakeJobs(graph)
                        .settling("made", FakeJobs.upToDate("1"))
                        .failing("made")
                        .awaiting("reader", "made");
        assertEquals("made:Failed reader:Skipped(made)", run(graph, jobs, 1, true));
    }

    @Test
    void who_is_done_stays_so_when_what_it_read_fails_to_be_made_again() throws Exception {
        TaskGraph graph = graph("made other:made reader:made");
        FakeJobs jobs =
                new FakeJobs(graph)
                        .settling("made", FakeJobs.upToDate("1"))
                        .failing("made")
                        .settling("other", FakeJobs.upToDate("x"))
                        .awaiting("reader", "made");
        assertEquals("made:Failed other:UpToDate reader:Skipped(made)", run(graph, jobs, 1, true));
    }

    @Test
    void what_was_to_be_made_again_and_never_was_counts_as_stopped() throws Exception {
        TaskGraph graph = graph("bad made reader:made");
        FakeJobs jobs =
                new FakeJobs(graph)
                        .settling("made", FakeJobs.upToDate("1"))
                        .awaiting("reader", "made")
                        .failing("bad");
        jobs.doing("bad", () -> until(() -> jobs.decided("made") == 2));
        assertEquals("bad:Failed made:Stopped reader:Stopped", run(graph, jobs, 1, false));
    }

    @Test
    void nothing_is_made_again_under_who_reads_it() throws Exception {
        TaskGraph graph = graph("made other:made reader:made");
        FakeJobs jobs =
                new FakeJobs(graph)
                        .settling("made", FakeJobs.upToDate("1"))
                        .awaiting("reader", "made");
        List<String> meanwhile = new ArrayList<>();
        jobs.doing(
                "other",
                () -> {
                    until(() -> jobs.decided("made") == 2);
                    Thread.sleep(20);
                    meanwhile.addAll(jobs.performed());
                });
        assertEquals("made:Ran other:Ran reader:Ran", run(graph, jobs, 2, false));
        assertEquals(List.of("other"), meanwhile);
    }

    @Test
    void what_can_start_does_not_wait_for_the_others_to_be_decided_on() throws Exception {
        TaskGraph graph = graph("a b");
        FakeJobs jobs = new FakeJobs(graph);
        CountDownLatch running = new CountDownLatch(1);
        jobs.doing("a", running::countDown).deciding("b", running::await);
        assertEquals("a:Ran b:Ran", run(graph, jobs, 2, false));
    }

    @Test
    void no_thread_is_left_and_none_would_keep_a_program_from_ending() throws Exception {
        TaskGraph graph = graph("a b c");
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        FakeJobs jobs = new FakeJobs(graph);
        for (String task : List.of("a", "b", "c")) {
            jobs.doing(task, () -> workers.add(Thread.currentThread()));
        }
        run(graph, jobs, 3, false);
        for (Thread worker : workers) {
            assertTrue(worker.isDaemon());
            assertTrue(worker.join(Duration.ofSeconds(30)), worker + " is left");
        }
    }

    private static void until(BooleanSupplier happened) {
        while (!happened.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_job_that_found_the_cache_damaged_is_decided_again() throws Exception {
        TaskGraph graph = graph("a b:a");
        FakeJobs jobs = new FakeJobs(graph).decidingAgain("a");
        assertEquals("a:Ran b:Ran", run(graph, jobs, 1, false));
        assertEquals(2, jobs.decided("a"));
    }

    @Test
    void what_runs_at_once_stays_within_the_limits_and_reaches_them() throws Exception {
        SplittableRandom random = new SplittableRandom(9);
        for (int round = 0; round < 20; round++) {
            String names = "t0 t1 t2 t3 t4 t5 t6 t7 t8 t9";
            TaskGraph graph = graph(names);
            FakeJobs jobs = new FakeJobs(graph);
            int cpus = 2 + random.nextInt(3);
            for (String name : names.split(" ")) {
                jobs.taking(name, new Resources(1 + random.nextInt(cpus + 1), random.nextInt(700)));
            }
            run(graph, jobs, new Slots(cpus, 1_000, POOLS), false);
            for (List<Resources> together : jobs.together()) {
                int cpu = together.stream().mapToInt(Resources::cpu).sum();
                long memory = together.stream().mapToLong(Resources::memory).sum();
                assertTrue(
                        together.size() == 1 || cpu <= cpus && memory <= 1_000,
                        together + " on " + cpus);
            }
        }
    }

    @Test
    void the_limit_is_used() throws Exception {
        TaskGraph graph = graph("a b c d");
        CountDownLatch met = new CountDownLatch(3);
        FakeJobs jobs = new FakeJobs(graph);
        for (String name : List.of("a", "b", "c")) {
            jobs.doing(
                    name,
                    () -> {
                        met.countDown();
                        met.await();
                    });
        }
        assertEquals("a:Ran b:Ran c:Ran d:Ran", run(graph, jobs, 3, false));
        assertEquals(3, jobs.together().stream().mapToInt(List::size).max().orElseThrow());
    }

    @Test
    void a_large_task_is_not_passed_by_small_ones_for_ever() throws Exception {
        StringBuilder names = new StringBuilder("first large");
        for (int i = 0; i < 50; i++) {
            names.append(" s").append(i);
        }
        TaskGraph graph = graph(names.toString());
        FakeJobs jobs = new FakeJobs(graph).taking("large", new Resources(2, 0));
        run(graph, jobs, 2, false);
        int place = jobs.performed().indexOf("large");
        assertTrue(place < 20, "it ran as number " + place);
    }

    private static SortedMap<String, Integer> of(String pool, int count) {
        return new TreeMap<>(Map.of(pool, count));
    }

    @Test
    void of_a_pool_no_more_is_taken_than_there_is_and_all_of_it() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        int most = 0;
        for (int round = 0; round < 20; round++) {
            String names = "t0 t1 t2 t3 t4 t5 t6 t7 t8 t9";
            TaskGraph graph = graph(names);
            FakeJobs jobs = new FakeJobs(graph);
            for (String name : names.split(" ")) {
                jobs.taking(name, new Resources(1, 0, of("db", 1 + random.nextInt(3))));
            }
            run(graph, jobs, new Slots(8, 1_000, POOLS), false);
            assertEquals(10, jobs.performed().size());
            for (List<Resources> together : jobs.together()) {
                int taken = together.stream().mapToInt(one -> one.pools().get("db")).sum();
                assertTrue(taken <= 3, together.toString());
                most = Math.max(most, taken);
            }
        }
        assertEquals(3, most);
    }

    @Test
    void who_waits_for_a_pool_holds_up_nobody_who_takes_none_of_it() throws Exception {
        StringBuilder names = new StringBuilder("holder waiting");
        for (int i = 0; i < 30; i++) {
            names.append(" s").append(i);
        }
        CountDownLatch others = new CountDownLatch(30);
        TaskGraph graph = graph(names.toString());
        FakeJobs jobs =
                new FakeJobs(graph)
                        .taking("holder", new Resources(1, 0, of("db", 3)))
                        .doing("holder", others::await)
                        .taking("waiting", new Resources(1, 0, of("db", 1)));
        for (int i = 0; i < 30; i++) {
            jobs.doing("s" + i, others::countDown);
        }
        run(graph, jobs, 2, false);
        assertEquals("waiting", jobs.performed().getLast());
    }

    @Test
    void who_takes_much_of_a_pool_is_not_passed_for_ever_by_who_takes_little() throws Exception {
        StringBuilder names = new StringBuilder("first large");
        for (int i = 0; i < 50; i++) {
            names.append(" s").append(i);
        }
        TaskGraph graph = graph(names.toString());
        FakeJobs jobs = new FakeJobs(graph).taking("large", new Resources(4, 0, of("db", 3)));
        jobs.taking("first", new Resources(1, 0, of("db", 1)));
        for (int i = 0; i < 50; i++) {
            jobs.taking("s" + i, new Resources(1, 0, of("db", 1)));
        }
        run(graph, jobs, 4, false);
        int place = jobs.performed().indexOf("large");
        assertTrue(place < 25, "it ran as number " + place);
    }

    @Test
    void a_mistake_of_ours_is_thrown_once_nothing_runs_any_more() {
        TaskGraph graph = graph("slow bug");
        CountDownLatch cancelled = new CountDownLatch(1);
        cancellation.onRequest(cancelled::countDown);
        FakeJobs jobs =
                new FakeJobs(graph)
                        .doing("slow", cancelled::await)
                        .doing(
                                "bug",
                                () -> {
                                    throw new IllegalStateException("ours");
                                });
        assertThrows(IllegalStateException.class, () -> run(graph, jobs, 2, false));
        assertEquals(0, jobs.running());
    }

    @Test
    void the_followers_of_a_group_wait_for_all_of_it() throws Exception {
        TaskGraph graph = graph("a b group:a,b last:group");
        FakeJobs jobs = new FakeJobs(graph).settling("group", new Outcome.Grouped());
        assertEquals("a:Ran b:Ran group:Grouped last:Ran", run(graph, jobs, 2, false));
        assertEquals("last", new ArrayList<>(jobs.performed()).getLast());
    }

    @Test
    void every_task_of_the_closure_has_an_outcome_and_no_other() throws Exception {
        TaskGraph graph = graph("a b:a c");
        FakeJobs jobs = new FakeJobs(graph);
        var outcomes =
                new Scheduler(
                                graph,
                                graph.closure(List.of(new TaskName("b"))),
                                jobs,
                                new Slots(1, 0, POOLS),
                                false,
                                cancellation)
                        .run();
        assertEquals("[a, b]", outcomes.keySet().toString());
        assertEquals(new TreeMap<>(), new TreeMap<>(jobs.unended()));
    }
}
