package dev.weir.report;

import dev.weir.build.verdict.Durations;
import dev.weir.pipeline.TaskName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// The last line of a terminal, which says what runs now and for how long; on a pipe there is none.
/// All that is printed during a build goes through here, so that it lands above that line.
///
/// Only the one line is ever drawn again and nothing else of the terminal is changed: whatever
/// moment weir ends at, the terminal is sane. Safe for several threads.
final class StatusLine implements AutoCloseable {
    private static final String CLEAR = "\r\u001b[K";
    private static final long PULSE_MILLIS = 200;
    private static final int NARROWEST = 20;

    private final Console console;
    private final LongSupplier nanoTime;
    private final Map<TaskName, Long> started = new LinkedHashMap<>();
    private String shown = "";
    private int done;
    private int total;
    private int columns = 80;
    private boolean open = true;

    StatusLine(Console console, LongSupplier nanoTime) {
        this.console = console;
        this.nanoTime = nanoTime;
    }

    /// Begins to be drawn, now and then, if the console is live.
    synchronized void begin(int tasks) {
        total = tasks;
        if (console.live()) {
            Thread pulse = new Thread(this::beat, "weir-status-line");
            pulse.setDaemon(true);
            pulse.start();
        }
    }

    synchronized void taskStarted(TaskName task) {
        started.put(task, nanoTime.getAsLong());
        redraw("");
    }

    synchronized void taskEnded(TaskName task) {
        started.remove(task);
        done++;
        redraw("");
    }

    /// Prints whole lines above the status line.
    synchronized void print(CharSequence lines) {
        redraw(lines);
    }

    /// Prints whole lines on the error stream; on a terminal they land above the status line.
    synchronized void printError(CharSequence lines) {
        if (!shown.isEmpty()) {
            console.out().print(CLEAR);
            shown = "";
        }
        console.err().print(lines);
        redraw("");
    }

    /// Takes the line away; nothing is drawn afterwards.
    @Override
    public synchronized void close() {
        open = false;
        redraw("");
    }

    private void redraw(CharSequence lines) {
        String next = open && console.live() ? text() : "";
        if (lines.isEmpty() && next.equals(shown)) {
            return;
        }
        StringBuilder screen = new StringBuilder();
        screen.append(shown.isEmpty() ? "" : CLEAR).append(lines);
        screen.append(next.isEmpty() ? "" : console.outPaint().faint(next));
        console.out().print(screen);
        shown = next;
    }

    /// `[5/9] train 12 s, features 3 s, 2 more`.
    private String text() {
        if (started.isEmpty()) {
            return "";
        }
        int room = Math.max(NARROWEST, columns - 1);
        StringBuilder text = new StringBuilder();
        text.append('[').append(done).append('/').append(Math.max(total, done)).append(']');
        int left = started.size();
        for (Map.Entry<TaskName, Long> task : started.entrySet()) {
            String running = (left == started.size() ? " " : ", ") + running(task);
            String more = left > 1 ? ", " + (left - 1) + " more" : "";
            if (text.length() + running.length() + more.length() > room) {
                boolean none = left == started.size();
                text.append(none ? " " : ", ").append(left).append(none ? " running" : " more");
                break;
            }
            text.append(running);
            left--;
        }
        return text.substring(0, Math.min(text.length(), room));
    }

    private String running(Map.Entry<TaskName, Long> task) {
        long seconds = (nanoTime.getAsLong() - task.getValue()) / 1_000_000_000L;
        String span = seconds < 60 ? seconds + " s" : Durations.text(Duration.ofSeconds(seconds));
        return task.getKey() + " " + span;
    }

    private void beat() {
        int width = console.columns().getAsInt();
        synchronized (this) {
            columns = width > 0 ? width : columns;
        }
        while (pulse()) {
            try {
                Thread.sleep(PULSE_MILLIS);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private synchronized boolean pulse() {
        redraw("");
        return open;
    }
}
