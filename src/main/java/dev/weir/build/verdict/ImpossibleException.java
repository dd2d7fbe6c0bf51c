package dev.weir.build.verdict;

/// A task that cannot be judged or started as things are, for a reason the user can act on.
public final class ImpossibleException extends Exception {
    private final String message;

    public ImpossibleException(String message) {
        super(message);
        this.message = message;
    }

    /// What is wrong, in lower case and without a full stop.
    public String message() {
        return message;
    }
}
