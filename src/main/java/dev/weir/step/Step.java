package dev.weir.step;

/// A unit of work written in Java; `uses` names it in a Pipelinefile.
///
/// An implementation has a public constructor without parameters and keeps no state between runs:
/// one instance serves one run. It reads only its inputs and settings, writes only its outputs
/// (and, for an effect, the state it declares in its settings), and the same inputs and settings
/// give the same bytes. It runs within weir and ends when its thread is interrupted; processes and
/// threads that it starts it ends itself, also then.
///
/// @param <C> the step's settings: a record whose components are the keys of `with`, written there
///   with underscores (`learningRate` is `learning_rate`). Component types: `String`, `int`,
///   `long`, `double`, `boolean`, an enum (lower case in YAML), `java.time.Duration` (`30s`),
///   another such record, `List` or `Map<String, …>` of these, [Object] for any value (plain Java
///   lists, maps, strings, longs, doubles and booleans), and `Optional` of any of these for a key
///   that may be missing. [Default] gives a value to a key that is not written; any other component
///   is required. A compact constructor that throws [IllegalArgumentException] rejects a value; its
///   message is shown to the user.
public interface Step<C extends Record> {
    /// Does the work.
    ///
    /// @throws StepFailure when the work cannot be done for a reason the user can act on: its
    ///   message is shown as it is
    /// @throws InterruptedException when the run was cancelled
    /// @throws Exception anything else is reported as a failure of the step with its stack trace in
    ///   the task's log
    void run(StepContext<C> context) throws Exception;
}
