package dev.weir.cache;

/// What the action cache knows of a key.
public sealed interface Lookup {
    /// A recorded result.
    record Hit(ActionResult result) implements Lookup {}

    /// Nothing.
    record Miss() implements Lookup {}

    /// An entry that cannot be trusted: as good as nothing.
    ///
    /// @param entry where it is, for a person
    /// @param why what is wrong with it
    record Corrupt(String entry, String why) implements Lookup {}
}
