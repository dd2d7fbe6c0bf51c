package dev.weir.build.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.Reason;
import dev.weir.build.verdict.Verdict;
import dev.weir.digest.Digest;
import dev.weir.digest.Entry;
import dev.weir.digest.TaskKey;
import dev.weir.exec.Cancellation;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.Policy.Resources;
import dev.weir.pipeline.TaskBuilder;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random graphs whose tasks lose bytes, are made again in the midst of a build and may come out
/// differently: nobody reads what is being made, or a mixture of old and new, and in the end
/// everybody has read what stands.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class ReopeningTest {
    /// What each task made is a number. A task is up to date while it saw those that stand.
    private static final class Remade implements Jobs {
        private final TaskGraph graph;
        private final SplittableRandom random;
        private final int[] made;
        private final int[][] seen;
        private final boolean[] open;
        private final boolean[] running;
        private final int[] losses;
        private final boolean[] forced;
        private final List<String> wrong = new ArrayList<>();

        Remade(TaskGraph graph, SplittableRandom random) {
            this.graph = graph;
            this.random = random;
            int size = graph.size();
            this.made = new int[size];
            this.seen = new int[size][];
            this.open = new boolean[size];
            this.running = new boolean[size];
            this.losses = IntStream.range(0, size).map(_ -> random.nextInt(3)).toArray();
            this.forced = new boolean[size];
            for (int task = 0; task < size; task++) {
                made[task] = 1;
                seen[task] = sources(task);
                if (random.nextInt(4) == 0) {
                    seen[task] = new int[] {-1};
                }
            }
        }

        private int[] sources(int task) {
            return IntStream.of(graph.sources(task)).map(source -> made[source]).toArray();
        }

        private boolean isCurrent(int task) {
            return Arrays.equals(seen[task], sources(task));
        }

        @Override
        public long took(int task) {
            return 0;
        }

        @Override
        public synchronized Decision decide(int task) {
            open[task] = true;
            for (int source : before(task)) {
                if (open[source]) {
                    wrong.add(task + " is decided on while open is " + source);
                }
            }
            if (!forced[task] && isCurrent(task)) {
                return new Decision.Settled(outcome(task));
            }
            int[] sources = graph.sources(task);
            if (sources.length > 0 && losses[task] > 0) {
                losses[task]--;
                List<Integer> lost =
                        IntStream.of(sources).boxed().filter(_ -> random.nextBoolean()).toList();
                if (!lost.isEmpty()) {
                    lost.forEach(source -> forced[source] = true);
                    return new Decision.Await(lost);
                }
            }
            return new Decision.Do(
                    new Verdict.Stale(
                            new TaskKey(Digest.of("0".repeat(64))), List.of(new Reason.NeverRan())),
                    new Resources(1, 0));
        }

        /// All tasks that it comes after.
        private List<Integer> before(int task) {
            return graph.closure(List.of(graph.task(task).name())).stream()
                    .filter(source -> source != task)
                    .boxed()
                    .toList();
        }

        @Override
        public Result perform(int task, Decision.Do decided) throws InterruptedException {
            int[] first = begin(task);
            Thread.sleep(0, 200_000);
            return end(task, first);
        }

        private synchronized int[] begin(int task) {
            running[task] = true;
            for (int source : graph.sources(task)) {
                if (running[source]) {
                    wrong.add(task + " began while it is made what it reads: " + source);
                }
            }
            for (int reader : graph.followers(task)) {
                if (running[reader]) {
                    wrong.add(task + " began while it is read by " + reader);
                }
            }
            return sources(task);
        }

        private synchronized Result end(int task, int[] first) {
            running[task] = false;
            if (random.nextInt(12) == 0) {
                return new Result.DecideAgain();
            }
            seen[task] = sources(task);
            if (!Arrays.equals(first, seen[task])) {
                wrong.add(task + " read what was being made");
            }
            if (random.nextBoolean()) {
                made[task]++;
            }
            return new Result.Ended(outcome(task));
        }

        private Outcome outcome(int task) {
            TreeMap<WorkspacePath, Entry> outputs = new TreeMap<>();
            outputs.put(
                    WorkspacePath.of("out"),
                    new Entry(Entry.Kind.FILE, Digest.of(String.format("%064x", made[task])), 1));
            return new Outcome.Ran(outputs, Duration.ZERO, 0);
        }

        @Override
        public synchronized void reopened(int task) {
            open[task] = true;
        }

        @Override
        public synchronized void ended(int task, Outcome outcome) {
            open[task] = false;
            forced[task] = false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void nobody_reads_what_is_being_made_and_everybody_has_read_what_stands(int cpus)
            throws Exception {
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TaskGraph graph = graph(random);
            Remade jobs = new Remade(graph, random);
            List<TaskName> all = graph.tasks().stream().map(task -> task.name()).toList();
            var outcomes =
                    new Scheduler(
                                    graph,
                                    graph.closure(all),
                                    jobs,
                                    new Slots(cpus, 1_000, new TreeMap<>()),
                                    false,
                                    new Cancellation())
                            .run();
            assertEquals(List.of(), jobs.wrong, "seed " + seed);
            for (int task = 0; task < graph.size(); task++) {
                TaskName name = graph.task(task).name();
                assertTrue(jobs.isCurrent(task), "seed " + seed + ": " + name + " is old");
                assertTrue(outcomes.get(name).isGood());
            }
        }
    }

    private static TaskGraph graph(SplittableRandom random) {
        PipelineBuilder pipeline = new PipelineBuilder("p");
        int size = random.nextInt(2, 12);
        for (int task = 0; task < size; task++) {
            int number = task;
            List<String> inputs =
                    IntStream.range(0, task)
                            .filter(_ -> random.nextInt(3) == 0)
                            .mapToObj(source -> "out" + source)
                            .toList();
            pipeline.task(
                    "t" + task,
                    it -> {
                        TaskBuilder declared = it.run("x").output("out" + number);
                        inputs.forEach(declared::input);
                        return declared;
                    });
        }
        return TaskGraph.of(pipeline.build());
    }
}
