package dev.weir.build.run;

import dev.weir.build.verdict.Durations;
import dev.weir.exec.Exit;

/// How a try ended, in a few words.
public final class ExitText {
    private ExitText() {}

    public static String of(Exit exit) {
        return switch (exit) {
            case Exit.Succeeded _ -> "succeeded";
            case Exit.Failed(_, String message) -> message;
            case Exit.TimedOut(var limit) ->
                    "took longer than " + Durations.text(limit) + " (timeout)";
            case Exit.Cancelled() -> "was ended";
        };
    }
}
