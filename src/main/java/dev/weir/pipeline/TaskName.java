package dev.weir.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The name of a task: letters, digits, `_` and `-`, not starting with `-`. That of a task of an
/// included file has the name of the file before it, `features.clean`. A cell of a matrix has the
/// values of its axes behind it, `train@algorithm=xgboost,depth=6`; such a name with fewer axes
/// selects cells.
///
/// The texts of values are letters, digits, `_`, `-`, `+` and `.`, so that a name is one word of
/// any shell and can be the name of a file.
public record TaskName(String text) implements Comparable<TaskName> {
    private static final char CELL = '@';
    private static final char FILE = '.';

    public TaskName {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a task name: '" + text + "'");
        }
    }

    /// Whether a text may name a task, or cells of it.
    public static boolean isValid(String text) {
        int at = text.indexOf(CELL);
        return at < 0
                ? isDeclared(text)
                : isDeclared(text.substring(0, at)) && isCell(text, at + 1);
    }

    private static boolean isDeclared(String text) {
        int start = 0;
        for (int dot = text.indexOf(FILE); dot >= 0; dot = text.indexOf(FILE, start)) {
            if (!isSimple(text.substring(start, dot))) {
                return false;
            }
            start = dot + 1;
        }
        return isSimple(start == 0 ? text : text.substring(start));
    }

    /// Whether a text may name a task in the file where it is declared, or an included file.
    public static boolean isSimple(String text) {
        return !text.isEmpty() && text.charAt(0) != '-' && isMadeOf(text, "_-");
    }

    /// Whether a text may stand for a value in the name of a cell.
    public static boolean isLabel(String text) {
        return !text.isEmpty() && isMadeOf(text, "_-+.");
    }

    private static boolean isCell(String text, int from) {
        for (int start = from; start <= text.length(); ) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            int equals = text.indexOf('=', start);
            if (equals <= start
                    || equals > end
                    || !isMadeOf(text.substring(start, equals), "_-")
                    || !isLabel(text.substring(equals + 1, end))
                    || isAgain(text, start, equals)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    /// Whether the axis that stands there has another value further on.
    private static boolean isAgain(String text, int start, int equals) {
        return text.indexOf("," + text.substring(start, equals + 1), equals) >= 0;
    }

    private static boolean isMadeOf(String text, String others) {
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            if (!Character.isLetterOrDigit(c) && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /// The name under which the task is declared: without the values of a cell.
    public String declared() {
        int at = text.indexOf(CELL);
        return at < 0 ? text : text.substring(0, at);
    }

    /// The names of the included files that declare it, from the outside in.
    public List<String> files() {
        String declared = declared();
        int last = declared.lastIndexOf(FILE);
        return last < 0 ? List.of() : List.of(declared.substring(0, last).split("\\."));
    }

    /// The name under which its file declares it.
    public String simple() {
        String declared = declared();
        return declared.substring(declared.lastIndexOf(FILE) + 1);
    }

    /// The values of the cell by axis, none for a task without a matrix.
    public SequencedMap<String, String> cell() {
        SequencedMap<String, String> cell = new LinkedHashMap<>();
        int start = text.indexOf(CELL) + 1;
        while (start > 0 && start < text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            int equals = text.indexOf('=', start);
            cell.put(text.substring(start, equals), text.substring(equals + 1, end));
            start = end + 1;
        }
        return cell;
    }

    /// The name of a cell of this task.
    ///
    /// @param values by axis, in declared order
    public TaskName at(SequencedMap<String, String> values) {
        StringBuilder name = new StringBuilder(declared());
        char before = CELL;
        for (var value : values.entrySet()) {
            name.append(before).append(value.getKey()).append('=').append(value.getValue());
            before = ',';
        }
        return new TaskName(name.toString());
    }

    /// Whether that task is this one, or a cell with all values that this name holds.
    public boolean selects(TaskName task) {
        if (equals(task)) {
            return true;
        }
        String declared = declared();
        boolean cell =
                task.text.length() > declared.length()
                        && task.text.startsWith(declared)
                        && task.text.charAt(declared.length()) == CELL;
        return cell && task.cell().entrySet().containsAll(cell().entrySet());
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
