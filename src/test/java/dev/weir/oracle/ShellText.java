package dev.weir.oracle;

import dev.weir.oracle.TaskSpec.Out;
import dev.weir.oracle.TaskSpec.Trait;
import java.util.SortedMap;
import java.util.TreeMap;

/// The script of a task for a real shell, and what it makes: in each output a hash of the task's
/// word and of the paths, modes and bytes of all files it was given.
final class ShellText {
    private static final String LIST =
            """
            seen() {
              for p in "$@"; do
                if [ -d "$p" ]; then find -L "$p" -name __pycache__ -prune -o -type f -print; else printf '%s\\n' "$p"; fi
              done | LC_ALL=C sort -u | while IFS= read -r f; do
                if [ -x "$f" ]; then x=x; else x=-; fi
                printf '%s %s ' "$x" "$f"; sha256sum < "$f" | cut -c1-16
              done
            }
            """;

    private static final String START = "list=$({ echo ";

    private ShellText() {}

    /// The script up to the words for the inputs.
    static String before(TaskSpec task, Surroundings surroundings) {
        String word = task.word() + "=" + surroundings.params().getOrDefault(task.param(), "");
        return LIST + START + word + "; seen ";
    }

    /// The script after them.
    static String after(TaskSpec task) {
        StringBuilder script = new StringBuilder("; })\n");
        for (int i = 0; i < task.outputs().size(); i++) {
            Out output = task.outputs().get(i);
            String file = output.folder() ? output.path() + "/f0.txt" : output.path();
            script.append("printf '%s\\n' \"")
                    .append(i)
                    .append(" $list\" | sha256sum | cut -c1-16 > ")
                    .append(file)
                    .append('\n');
            if (task.has(Trait.EXECUTABLE)) {
                script.append("chmod u+x ").append(file).append('\n');
            }
        }
        return script.append(task.has(Trait.FAILS) ? "exit 3\n" : "").toString();
    }

    /// What it writes to an output, without the end of the line.
    static String made(Key key, int output) {
        StringBuilder list = new StringBuilder(word(key.config().get("script")));
        SortedMap<String, Node> files = new TreeMap<>();
        key.inputs()
                .forEach((path, thing) ->
                        thing.members()
                                .forEach((below, node) -> {
                                    if (!Pattern.isUnseen(below)) {
                                        files.put(
                                                below.isEmpty() ? path : path + "/" + below, node);
                                    }
                                }));
        files.forEach((path, node) ->
                list.append('\n')
                        .append(node.executable() ? "x " : "- ")
                        .append(path)
                        .append(' ')
                        .append(Making.hash(node.text())));
        return Making.hash(output + " " + list + "\n");
    }

    private static String word(String script) {
        int start = script.indexOf(START) + START.length();
        return script.substring(start, script.indexOf(';', start));
    }
}
