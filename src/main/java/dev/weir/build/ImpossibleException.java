package dev.weir.build;

/// A task that cannot be judged or started as things are, for a reason the user can act on.
final class ImpossibleException extends Exception {
    private final String message;

    ImpossibleException(String message) {
        super(message);
        this.message = message;
    }

    /// What is wrong, in lower case and without a full stop.
    String message() {
        return message;
    }
}
