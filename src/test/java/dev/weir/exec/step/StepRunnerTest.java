package dev.weir.exec.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.digest.Digest;
import dev.weir.digest.TaskKey;
import dev.weir.exec.Cancellation;
import dev.weir.exec.Exit;
import dev.weir.exec.Invocation;
import dev.weir.exec.LogSink;
import dev.weir.exec.ProcessWatch;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.Value;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(30)
class StepRunnerTest {
    /// What a step of a test does, found by the step that the runner makes.
    interface Body {
        void run(StepContext<Greeting> context) throws Exception;
    }

    private static final ThreadLocal<Body> NEXT = new InheritableThreadLocal<>();

    /// The settings of the steps here.
    public record Greeting(String word) {
        public Greeting {
            if (word.isEmpty()) {
                throw new IllegalArgumentException("'word' must not be empty");
            }
        }
    }

    /// Does what its test says.
    public static final class Scripted implements Step<Greeting> {
        private final Body body = NEXT.get();

        public Scripted() {}

        @Override
        public void run(StepContext<Greeting> context) throws Exception {
            body.run(context);
        }
    }

    /// Cannot be made.
    public static final class Unmade implements Step<Greeting> {
        public Unmade(int ignored) {}

        @Override
        public void run(StepContext<Greeting> context) {}
    }

    private final List<String> lines = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();
    private final SortedMap<String, List<Path>> inputs = new TreeMap<>();
    private final SortedMap<String, List<Path>> outputs = new TreeMap<>();
    private LogSink sink = lines::add;
    private Optional<Duration> timeout = Optional.empty();
    private String word = "hello";

    private static Optional<Steps.Loaded> load(String id) {
        return switch (id) {
            case "scripted" -> Optional.of(new Steps.Loaded(Scripted.class, () -> {}));
            case "unmade" -> Optional.of(new Steps.Loaded(Unmade.class, () -> {}));
            default -> Optional.empty();
        };
    }

    private Exit run(Body body) throws InterruptedException {
        return run("scripted", body);
    }

    private Exit run(String step, Body body) throws InterruptedException {
        NEXT.set(body);
        var with = new LinkedHashMap<String, Value>(Map.of("word", new Value.Text(word)));
        var work = new Invocation.StepRun(step, new Value.Mapping(with), inputs, outputs);
        var what =
                new Invocation(
                        new TaskName("greet"),
                        new TaskKey(Digest.of("a".repeat(64))),
                        work,
                        Path.of("/workspace"),
                        Path.of("/scratch"),
                        Path.of("/resume"),
                        new Policy.Resources(2, 5_000),
                        timeout);
        return new StepRunner(StepRunnerTest::load)
                .run(what, sink, ProcessWatch.NONE, cancellation);
    }

    private CompletableFuture<Exit> begin(Body body) {
        var exit = new CompletableFuture<Exit>();
        thread =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                exit.complete(run(body));
                            } catch (Throwable e) {
                                exit.completeExceptionally(e);
                            }
                        });
        return exit;
    }

    private Thread thread = Thread.currentThread();

    private static Exit soon(CompletableFuture<Exit> exit) throws Exception {
        return exit.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_step_sees_its_settings_and_its_surroundings() throws Exception {
        inputs.put("table", List.of(Path.of("/workspace/t")));
        inputs.put("", List.of(Path.of("/a"), Path.of("/b")));
        outputs.put("model", List.of(Path.of("/workspace/m")));
        Exit exit =
                run(context -> {
                    assertEquals(new Greeting("hello"), context.settings());
                    assertEquals("a".repeat(64), context.taskKey());
                    assertEquals(Path.of("/workspace"), context.workspace());
                    assertEquals(Path.of("/scratch"), context.scratch());
                    assertEquals(Path.of("/resume"), context.resume());
                    assertEquals(2, context.cpus());
                    assertEquals(5_000, context.memory());
                    assertEquals(Path.of("/workspace/t"), context.input("table"));
                    assertEquals(List.of(Path.of("/a"), Path.of("/b")), context.inputs(""));
                    assertEquals(List.of(), context.inputs("none"));
                    assertEquals(Path.of("/workspace/m"), context.output("model"));
                    assertEquals("[, table]", context.inputNames().toString());
                    assertEquals("[model]", context.outputNames().toString());
                    context.log("done");
                });
        assertEquals(new Exit.Succeeded(0), exit);
        assertEquals(List.of("done"), lines);
    }

    @Test
    void a_failure_gives_its_message_without_a_trace() throws Exception {
        Exit exit =
                run(_ -> {
                    throw new StepFailure("the table is empty", new Exception("why"));
                });
        assertEquals(new Exit.Failed(1, "the table is empty"), exit);
        assertEquals(List.of(), lines);
    }

    @Test
    void another_exception_or_error_is_logged_with_its_trace() throws Exception {
        Exit exit =
                run(_ -> {
                    throw new IllegalStateException("odd");
                });
        assertEquals(new Exit.Failed(1, "IllegalStateException: odd"), exit);
        assertEquals("java.lang.IllegalStateException: odd", lines.getFirst());
        assertTrue(lines.get(1).startsWith("\tat dev.weir."), lines.get(1));
        Exit error =
                run(_ -> {
                    throw new OutOfMemoryError();
                });
        assertEquals(new Exit.Failed(1, "OutOfMemoryError"), error);
    }

    @Test
    void an_input_or_output_that_the_step_misses_is_named_with_what_is_there() throws Exception {
        inputs.put("a", List.of());
        inputs.put("b", List.of(Path.of("/1"), Path.of("/2")));
        assertEquals(
                new Exit.Failed(1, "the step needs an input named 'c'; declared are: a, b"),
                run(context -> context.input("c")));
        assertEquals(
                new Exit.Failed(1, "the step takes one file as its input 'b', here are 2 files"),
                run(context -> context.input("b")));
        assertEquals(
                new Exit.Failed(1, "the step takes one file as its input 'a', here are no file"),
                run(context -> context.input("a")));
        assertEquals(
                new Exit.Failed(1, "the step needs an output without a name; none is declared"),
                run(context -> context.output("")));
    }

    @Test
    void a_step_that_is_unknown_or_refuses_its_settings_does_not_run() throws Exception {
        assertEquals(
                new Exit.Failed(1, "there is no step 'other'"),
                run("other", _ -> lines.add("ran")));
        word = "";
        assertEquals(new Exit.Failed(1, "'word' must not be empty"), run(_ -> lines.add("ran")));
        word = "hello";
        var unmade = assertInstanceOf(Exit.Failed.class, run("unmade", _ -> lines.add("ran")));
        assertTrue(unmade.message().startsWith("the step 'unmade' cannot be made"));
        cancellation.request();
        assertEquals(new Exit.Cancelled(), run(_ -> lines.add("ran")));
        assertEquals(List.of(), lines);
    }

    @Test
    void what_libraries_print_goes_to_the_log_and_nowhere_else() throws Exception {
        PrintStream before = System.out;
        Exit exit =
                run(context -> {
                    System.out.print("printed é ");
                    context.log("said");
                    System.err.println("whole");
                    var other = new Thread(() -> System.out.println("by another thread"));
                    other.start();
                    other.join();
                    System.out.print("unfinished");
                });
        assertEquals(new Exit.Succeeded(0), exit);
        assertEquals(List.of("said", "printed é whole", "by another thread", "unfinished"), lines);
        assertFalse(before.checkError());
    }

    @Test
    void what_is_printed_appears_while_the_step_runs() throws Exception {
        var seen = new CountDownLatch(1);
        sink = line -> seen.countDown();
        run(_ -> {
            System.out.println("printed");
            assertTrue(seen.await(10, TimeUnit.SECONDS));
        });
        assertEquals(0, seen.getCount());
    }

    @Test
    void who_reads_the_log_may_print_it_while_steps_print() throws Exception {
        var reader = new Object();
        sink =
                line -> {
                    synchronized (reader) {
                        System.out.println("reader: " + line);
                        lines.add(line);
                    }
                };
        Body body =
                context -> {
                    for (int i = 0; i < 200; i++) {
                        System.out.println("printed");
                        context.log("said");
                    }
                };
        var one = begin(body);
        var other = begin(body);
        assertEquals(new Exit.Succeeded(0), soon(one));
        assertEquals(new Exit.Succeeded(0), soon(other));
        assertEquals(800, lines.size());
    }

    @Test
    void a_line_said_in_several_is_divided() throws Exception {
        run(context -> {
            context.log("a\nb");
            context.log("x".repeat(8_193));
            context.log("");
        });
        assertEquals(List.of("a", "b", "x".repeat(8_192), "x", ""), lines);
    }

    @Test
    void a_cancelled_step_is_interrupted() throws Exception {
        var up = new CountDownLatch(1);
        var exit =
                begin(_ -> {
                    up.countDown();
                    new CountDownLatch(1).await();
                });
        up.await();
        cancellation.request();
        assertEquals(new Exit.Cancelled(), soon(exit));
        assertEquals(List.of(), lines);
    }

    @Test
    void a_cancelled_step_that_only_computes_ends_when_it_looks() throws Exception {
        var up = new CountDownLatch(1);
        var exit =
                begin(context -> {
                    up.countDown();
                    while (true) {
                        Thread.interrupted();
                        context.checkCancelled();
                    }
                });
        up.await();
        cancellation.request();
        assertEquals(new Exit.Cancelled(), soon(exit));
    }

    @Test
    void what_ends_a_blocking_call_is_called_until_the_step_ends() throws Exception {
        var up = new CountDownLatch(1);
        var calls = new CountDownLatch(3);
        var exit =
                begin(context -> {
                    try (var _ = context.onCancel(calls::countDown)) {
                        up.countDown();
                        uninterruptibly(calls);
                    }
                });
        up.await();
        cancellation.request();
        assertEquals(new Exit.Cancelled(), soon(exit));
    }

    @Test
    void what_was_taken_back_is_not_called() throws Exception {
        var up = new CountDownLatch(1);
        var called = new CountDownLatch(1);
        var exit =
                begin(context -> {
                    context.onCancel(called::countDown).close();
                    up.countDown();
                    new CountDownLatch(1).await();
                });
        up.await();
        cancellation.request();
        assertEquals(new Exit.Cancelled(), soon(exit));
        assertEquals(1, called.getCount());
    }

    private static void uninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException _) {
                continue;
            }
        }
    }

    @Test
    void after_its_time_a_step_is_ended() throws Exception {
        timeout = Optional.of(Duration.ofMillis(20));
        assertEquals(
                new Exit.TimedOut(Duration.ofMillis(20)), run(_ -> new CountDownLatch(1).await()));
    }

    @Test
    void an_interrupted_thread_ends_its_step() throws Exception {
        var up = new CountDownLatch(1);
        var exit =
                begin(_ -> {
                    up.countDown();
                    new CountDownLatch(1).await();
                });
        up.await();
        thread.interrupt();
        var failure = assertThrows(ExecutionException.class, () -> soon(exit));
        assertInstanceOf(InterruptedException.class, failure.getCause());
    }

    @Test
    void a_log_that_fails_fails_the_run_and_not_the_step() {
        sink =
                _ -> {
                    throw new IllegalStateException("disk full");
                };
        List<String> done = new ArrayList<>();
        assertThrows(
                IllegalStateException.class,
                () ->
                        run(context -> {
                            context.log("a");
                            context.log("b");
                            done.add("to the end");
                        }));
        assertEquals(List.of("to the end"), done);
    }
}
