package dev.weir.story;

import dev.weir.cli.session.ExitCode;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One call of weir that is over.
///
/// @param outcomes of each task, as the run record has them; empty when there is none
record Call(
        List<String> arguments,
        ExitCode code,
        String out,
        String err,
        SortedMap<String, String> outcomes) {
    Call {
        outcomes = new TreeMap<>(outcomes);
    }

    /// The tasks that came to an end of that kind.
    Set<String> tasks(String outcome) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue().equals(outcome))
                .map(entry -> entry.getKey())
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return "weir " + String.join(" ", arguments) + "\n--- out\n" + out + "--- err\n" + err;
    }
}
