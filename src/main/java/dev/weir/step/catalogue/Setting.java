package dev.weir.step.catalogue;

import dev.weir.pipeline.Value;

/// One key of a step's `with`.
///
/// @param name as it is written in a Pipelinefile
/// @param help one line, `""` for none
public record Setting(String name, SettingType type, Presence presence, String help) {
    /// What it means when the key is not written.
    public sealed interface Presence {
        /// It must be.
        record Required() implements Presence {}

        /// The step does without.
        record Optional() implements Presence {}

        /// This value stands for it.
        ///
        /// @param value as it is written at the component: a scalar, a list of scalars, or an empty
        ///   mapping
        record Default(Value value) implements Presence {}

        /// It is no key itself: it takes all keys that no other setting is named by.
        record Rest() implements Presence {}
    }

    /// Whether it takes the keys that no other setting is named by.
    public boolean isRest() {
        return presence instanceof Presence.Rest;
    }
}
