package dev.weir.build.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.Events;
import dev.weir.exec.Cancellation;
import dev.weir.exec.Exit;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How often a task is tried.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class AttemptsTest {
    private static final Exit FAILED = new Exit.Failed(3, "no luck");
    private static final Exit DONE = new Exit.Succeeded(0);

    private final Cancellation cancellation = new Cancellation();
    private final List<String> told = new ArrayList<>();
    private final List<Boolean> first = new ArrayList<>();

    private static Task task(int attempts, Duration backoff) {
        return new PipelineBuilder("p")
                .task("flaky", it -> it.run("x").retry(attempts, backoff))
                .build()
                .tasks()
                .values()
                .iterator()
                .next();
    }

    private Exit run(int attempts, Duration backoff, Exit... exits) throws Exception {
        Queue<Exit> left = new ArrayDeque<>(List.of(exits));
        Events events =
                new Events(event -> {
                    if (event instanceof BuildEvent.TaskRetried(_, int attempt, int of, _)) {
                        told.add(attempt + " of " + of);
                        if (backoff.toHours() > 0) {
                            cancellation.request();
                        }
                    }
                });
        return new Attempts(task(attempts, backoff), events, cancellation)
                .run(isFirst -> {
                    first.add(isFirst);
                    return left.remove();
                });
    }

    @Test
    void it_is_tried_until_it_succeeds() throws Exception {
        assertEquals(DONE, run(5, Duration.ofMillis(1), FAILED, FAILED, DONE));
        assertEquals(List.of(true, false, false), first);
        assertEquals(List.of("1 of 5", "2 of 5"), told);
    }

    @Test
    void it_is_tried_no_more_often_than_is_said() throws Exception {
        assertEquals(FAILED, run(2, Duration.ZERO, FAILED, FAILED));
        assertEquals(List.of("1 of 2"), told);
    }

    @Test
    void who_gives_up_waits_no_longer_and_tries_no_more() throws Exception {
        assertInstanceOf(Exit.Cancelled.class, run(3, Duration.ofHours(1), FAILED));
        assertEquals(List.of(true), first);
    }

    @Test
    void nothing_is_tried_again_after_giving_up() throws Exception {
        assertInstanceOf(Exit.Cancelled.class, run(3, Duration.ZERO, new Exit.Cancelled()));
        cancellation.request();
        assertEquals(FAILED, run(3, Duration.ZERO, FAILED));
        assertEquals(List.of(), told);
    }

    @Test
    void each_pause_is_twice_the_one_before_but_for_a_fifth_and_never_much_over_five_minutes() {
        Duration backoff = Duration.ofSeconds(2);
        long whole = backoff.toMillis();
        for (int failed = 1; failed <= 100; failed++) {
            long pause = Attempts.pause(backoff, failed).toMillis();
            assertTrue(pause >= whole * 4 / 5 && pause <= whole * 6 / 5, failed + ": " + pause);
            whole = Math.min(whole * 2, Duration.ofMinutes(5).toMillis());
        }
        assertEquals(Duration.ZERO, Attempts.pause(Duration.ZERO, 100));
    }
}
