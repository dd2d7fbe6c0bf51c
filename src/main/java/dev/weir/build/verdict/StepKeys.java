package dev.weir.build.verdict;

import dev.weir.pipeline.Value;

/// What of a step goes into a key.
public interface StepKeys {
    /// The digest of its code and of its libraries' versions.
    String code(String step);

    /// Its settings with defaults filled in, so that writing a default changes nothing.
    Value.Mapping canonical(String step, Value.Mapping with);
}
