package dev.weir.digest;

/// The digest of everything that may change a task's result: what the cache is asked with.
public record TaskKey(Digest digest) {
    @Override
    public String toString() {
        return digest.hex();
    }
}
