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
        if (text.isEmpty() || text.charAt(0) == '-') {
            return false;
        }
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
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
