package dev.weir.step;

/// A step's work could not be done, for a reason the user can act on. The message is shown as it
/// is, without a stack trace.
public final class StepFailure extends Exception {
    public StepFailure(String message) {
        super(message);
    }

    public StepFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
