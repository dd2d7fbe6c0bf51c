package dev.weir.cache;

import dev.weir.digest.Digest;

/// What came of fetching bytes from the store.
public sealed interface Fetched {
    /// All is where it should be, and verified.
    record Done() implements Fetched {}

    /// The store has no such bytes.
    record Missing(Digest digest) implements Fetched {}

    /// The store's bytes were not what their name says; they are gone from the store now.
    record Corrupt(Digest digest) implements Fetched {}
}
