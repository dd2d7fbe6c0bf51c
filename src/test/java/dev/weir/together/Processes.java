package dev.weir.together;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Each call in a process of its own, which serves for further calls: to start one takes half a
/// second. Some are killed while they are at work.
final class Processes implements Caller, AutoCloseable {
    private static final String ANSWER = "answer ";
    private static final String IDLE = ANSWER + "idle";
    private static final String DONE = ANSWER + "done";

    private final Random random;
    private final int killedEach;
    private final Deque<Child> free = new ArrayDeque<>();
    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();

    /// @param killedEach how many calls there are for one that is killed; 0 for none
    Processes(Random random, int killedEach) {
        this.random = random;
        this.killedEach = killedEach;
    }

    private record Child(Process process, BufferedReader out, PrintStream in) {
        static Child start() throws IOException {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-Xmx200m",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Processes.class.getName())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            return new Child(
                    process,
                    process.inputReader(StandardCharsets.UTF_8),
                    new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
        }
    }

    @Override
    public CompletableFuture<Answer> call(Path root, long seed, Ask ask) {
        try {
            Child child = child();
            if (killedEach > 0 && random.nextInt(killedEach) == 0) {
                var _ =
                        killer.schedule(
                                child.process()::destroyForcibly,
                                random.nextInt(60),
                                TimeUnit.MILLISECONDS);
            }
            child.in().println(seed + "\t" + ask.line() + "\t" + root);
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            Thread.ofPlatform().daemon().start(() -> answer.complete(answer(child)));
            return answer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Child child() throws IOException {
        synchronized (free) {
            return free.isEmpty() ? Child.start() : free.pop();
        }
    }

    private Answer answer(Child child) {
        try {
            String line = child.out().readLine();
            if (line == null) {
                return new Answer.Killed();
            }
            synchronized (free) {
                free.push(child);
            }
            return line.equals(IDLE) || line.equals(DONE)
                    ? new Answer.Done(line.equals(IDLE))
                    : new Answer.Wrong(line.replace('\r', '\n'));
        } catch (IOException closed) {
            return new Answer.Killed();
        }
    }

    /// The process: a line for each call, a line for each answer.
    public static void main(String[] args) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split("\t");
                Answer answer =
                        Threads.answer(
                                Path.of(words[2]), Long.parseLong(words[0]), Ask.read(words[1]));
                System.out.println(
                        switch (answer) {
                            case Answer.Done(boolean idle) -> idle ? IDLE : DONE;
                            case Answer.Wrong(String what) -> ANSWER + what.replace('\n', '\r');
                            case Answer.Killed() -> throw new IllegalStateException();
                        });
            }
        }
    }

    @Override
    public void close() {
        killer.shutdownNow();
        free.forEach(child -> child.process().destroyForcibly());
    }
}
