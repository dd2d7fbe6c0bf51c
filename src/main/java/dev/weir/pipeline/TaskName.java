package dev.weir.pipeline;

/// The name of a task: letters, digits, `_` and `-`, not starting with `-`.
public record TaskName(String text) implements Comparable<TaskName> {
    public TaskName {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a task name: '" + text + "'");
        }
    }

    /// Whether a text may name a task.
    public static boolean isValid(String text) {
        return !text.isEmpty()
                && text.charAt(0) != '-'
                && text.codePoints()
                        .allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }

    @Override
    public int compareTo(TaskName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
