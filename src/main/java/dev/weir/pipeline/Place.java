package dev.weir.pipeline;

/// A place in a pipeline's declaration, by meaning: what a problem that is found later points at.
/// Whoever knows the text it came from can tell line and column.
///
/// @param task the task
/// @param key the task's key, `inputs`; `""` for the task itself
/// @param item which one below the key: a name, or the position in a list from 0; `""` for the key
///   itself
public record Place(TaskName task, String key, String item) {
    /// The task as a whole.
    public static Place of(TaskName task) {
        return new Place(task, "", "");
    }

    /// A key of a task.
    public static Place of(TaskName task, String key) {
        return new Place(task, key, "");
    }

    /// One item below a key of a task.
    public static Place of(TaskName task, String key, String item) {
        return new Place(task, key, item);
    }
}
