package dev.weir.ml.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The commit a workspace stands on, as `git` tells it.
final class GitCommit {
    private GitCommit() {}

    /// The commit; none where there is no git, no repository or no commit.
    static Optional<String> of(Path workspace) throws InterruptedException {
        Process git;
        try {
            git =
                    new ProcessBuilder("git", "rev-parse", "--verify", "HEAD")
                            .directory(workspace.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try (var out = git.getInputStream()) {
            var said = new String(out.readNBytes(200), StandardCharsets.US_ASCII).strip();
            boolean ended = git.waitFor(10, TimeUnit.SECONDS);
            return ended && git.exitValue() == 0 && said.matches("[0-9a-f]{40,64}")
                    ? Optional.of(said)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            git.destroyForcibly();
        }
    }
}
