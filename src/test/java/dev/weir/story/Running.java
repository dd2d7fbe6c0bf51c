package dev.weir.story;

import dev.weir.cli.session.ExitCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A build that goes on while the test looks.
final class Running {
    private final Machine machine;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Call> call = new CompletableFuture<>();

    Running(Machine machine, String... arguments) {
        this.machine = machine;
        Thread.ofPlatform()
                .name("weir-story")
                .daemon()
                .start(() -> {
                    try {
                        call.complete(machine.call(err, arguments));
                    } catch (Throwable thrown) {
                        call.completeExceptionally(thrown);
                    }
                });
    }

    /// Waits until a file is there.
    Running until(String path) throws InterruptedException {
        Path file = machine.root().resolve(path);
        while (!Files.exists(file)) {
            if (call.isDone()) {
                throw new AssertionError("ended before " + path + " was there: " + call.join());
            }
            Thread.sleep(5);
        }
        return this;
    }

    /// What it has complained of so far.
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// Sends a signal.
    Running signal(ExitCode code) {
        machine.signals().send(code);
        return this;
    }

    Call await() throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException thrown) {
            throw new AssertionError(thrown.getCause());
        }
    }
}
