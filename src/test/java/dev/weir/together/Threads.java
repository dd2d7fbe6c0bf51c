package dev.weir.together;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// Each call in a thread of this JVM.
final class Threads implements Caller {
    @Override
    public CompletableFuture<Answer> call(Path root, long seed, Ask ask) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> answer.complete(answer(root, seed, ask)));
        return answer;
    }

    /// Carries a call out here and now.
    static Answer answer(Path root, long seed, Ask ask) {
        try {
            return new Answer.Done(new Weir(root, Plot.of(new Random(seed))).call(ask));
        } catch (Exception | AssertionError wrong) {
            StringWriter trace = new StringWriter();
            wrong.printStackTrace(new PrintWriter(trace));
            return new Answer.Wrong(ask.line() + ": " + trace);
        }
    }
}
