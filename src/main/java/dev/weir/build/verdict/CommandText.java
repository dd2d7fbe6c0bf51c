package dev.weir.build.verdict;

import dev.weir.pipeline.Action;
import dev.weir.pipeline.Template;
import dev.weir.pipeline.WorkspacePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Renders the scripts of a command once its inputs are known: each path relative to the working
/// directory and quoted for a POSIX shell where it needs to be.
public final class CommandText {
    private final Action.Command command;
    private final SortedMap<String, List<WorkspacePath>> inputs;

    /// @param inputs the paths behind each input's name, all of them under `""`
    public CommandText(Action.Command command, SortedMap<String, List<WorkspacePath>> inputs) {
        this.command = command;
        this.inputs = inputs;
    }

    /// The scripts.
    ///
    /// @throws ImpossibleException when a path that needs quoting stands inside quotes
    public List<String> scripts() throws ImpossibleException {
        List<String> scripts = new ArrayList<>();
        for (Template template : command.scripts()) {
            scripts.add(rendered(template));
        }
        return scripts;
    }

    private String rendered(Template template) throws ImpossibleException {
        if (template.parts().size() == 1
                && template.parts().getFirst() instanceof Template.Literal(String text)) {
            return text;
        }
        StringBuilder script = new StringBuilder();
        for (Template.Part part : template.parts()) {
            switch (part) {
                case Template.Literal(String text) -> script.append(text);
                case Template.InputPaths paths -> addWords(paths, script);
            }
        }
        return script.toString();
    }

    private void addWords(Template.InputPaths paths, StringBuilder script)
            throws ImpossibleException {
        String space = "";
        for (WorkspacePath path : inputs.getOrDefault(paths.name(), List.of())) {
            String text = relative(path);
            if (paths.inQuotes() && !paths.raw() && !isPlain(text)) {
                if (!Action.Command.quotes(command.shell())) {
                    throw new ImpossibleException(
                            "the path '"
                                    + text
                                    + "' is not put into a script of '"
                                    + command.shell().getFirst()
                                    + "', which may not read it as it is: give it by 'env', or write ${{ "
                                    + expression(paths.name())
                                    + ":raw }}");
                }
                throw new ImpossibleException(
                        "the path '"
                                + text
                                + "' needs quoting but stands inside quotes of the script: take the quotes away, or write ${{ "
                                + expression(paths.name())
                                + ":raw }}");
            }
            script.append(space).append(paths.raw() ? text : word(text));
            space = " ";
        }
    }

    /// The only input, or the whole list of them, has no name of its own.
    private static String expression(String input) {
        return input.isEmpty() ? "inputs" : "inputs." + input;
    }

    private String relative(WorkspacePath path) {
        if (command.workdir().text().equals(".") || path.text().startsWith("/")) {
            return startingSafely(path.text());
        }
        Path from = Path.of("/").resolve(command.workdir().text());
        Path to = Path.of("/").resolve(path.text());
        return path.isInside() ? startingSafely(from.relativize(to).toString()) : outside(path);
    }

    /// From inside a folder of the workspace, what is outside lies one `..` higher for each name of
    /// the folder.
    private String outside(WorkspacePath path) {
        return "../".repeat(command.workdir().text().split("/").length) + path.text();
    }

    /// A path that begins with a dash would be taken for an option.
    private static String startingSafely(String text) {
        return text.startsWith("-") ? "./" + text : text.isEmpty() ? "." : text;
    }

    /// Whether a shell takes the text for one word that means itself.
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && "_./:=@%+,-".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// A text as one word of a POSIX shell that means just that.
    static String word(String text) {
        return isPlain(text) ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
