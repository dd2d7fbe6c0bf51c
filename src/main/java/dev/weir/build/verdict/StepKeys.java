package dev.weir.build.verdict;

import dev.weir.pipeline.Value;
import java.util.Optional;
import java.util.SortedMap;

/// What of a step goes into a key.
public interface StepKeys {
    /// The digests of its code and its libraries, by part; the part that is all of it is `""`.
    SortedMap<String, String> code(String step);

    /// Something of its class path that is no longer as it was when the digests were made, for a
    /// person.
    default Optional<String> changed(String step) {
        return Optional.empty();
    }

    /// Its settings with defaults filled in, so that writing a default changes nothing.
    Value.Mapping canonical(String step, Value.Mapping with);
}
