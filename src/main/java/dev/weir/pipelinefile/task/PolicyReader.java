package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Policy;
import dev.weir.pipeline.Quantities;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.key.Typed;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;

/// Reads how a task is run and kept.
final class PolicyReader {
    private PolicyReader() {}

    /// @param pools what tasks can take of
    /// @param effect what the task is unless it says otherwise
    static Policy read(Typed task, Pools pools, boolean effect) {
        boolean acts = task.flag(Key.EFFECT).orElse(effect);
        Policy.Retry retry = retry(task);
        Optional<Policy.Refresh> refresh = refresh(task);
        return new Policy(
                mayRepeat(acts, task, Key.RETRY) ? retry : Policy.USUAL.retry(),
                task.duration(Key.TIMEOUT),
                resources(task, pools),
                mayRepeat(acts, task, Key.REFRESH) ? refresh : Policy.USUAL.refresh(),
                acts);
    }

    /// What acts on the world does so again only if it says so itself, not because all tasks do.
    private static boolean mayRepeat(boolean acts, Typed task, Key key) {
        return !acts || !task.fields().isDefault(key);
    }

    private static Policy.Retry retry(Typed task) {
        Optional<Typed> retry = task.inner(Key.RETRY, Key.Of.RETRY);
        return new Policy.Retry(
                retry.flatMap(keys -> keys.count(Key.ATTEMPTS)).orElse(1),
                retry.flatMap(keys -> keys.duration(Key.BACKOFF)).orElse(Duration.ZERO));
    }

    private static Policy.Resources resources(Typed task, Pools pools) {
        Optional<Typed> resources = task.inner(Key.RESOURCES, Key.Of.RESOURCES);
        return new Policy.Resources(
                resources.flatMap(keys -> keys.count(Key.CPU)).orElse(1),
                resources.flatMap(keys -> keys.size(Key.MEMORY)).orElse(0L),
                resources.map(pools::taken).orElse(Collections.emptySortedMap()));
    }

    private static Optional<Policy.Refresh> refresh(Typed task) {
        return task.text(Key.REFRESH)
                .flatMap(text ->
                        switch (text) {
                            case "always" -> Optional.of(new Policy.Refresh.Always());
                            case "never" -> Optional.of(new Policy.Refresh.Never());
                            default -> after(task, text);
                        });
    }

    private static Optional<Policy.Refresh> after(Typed task, String text) {
        return Quantities.duration(text)
                .<Policy.Refresh>map(Policy.Refresh.After::new)
                .or(() -> task.wrong(Key.REFRESH, new Value.Text(Quoted.harmless(text))));
    }
}
