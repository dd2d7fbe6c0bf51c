package dev.weir.build.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UninterruptedTest {
    @Test
    void an_interrupt_ends_no_wait_and_is_kept_for_later() {
        var queue = new LinkedBlockingQueue<>(List.of("one", "two"));
        assertEquals("one", Uninterrupted.take(queue));
        assertFalse(Thread.currentThread().isInterrupted());
        Thread.currentThread().interrupt();
        assertEquals("two", Uninterrupted.take(queue));
        assertTrue(Thread.interrupted());
    }
}
