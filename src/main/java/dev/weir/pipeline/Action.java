package dev.weir.pipeline;

import java.util.List;

/// What a task does.
public sealed interface Action {
    /// Scripts of a shell, run in order until one fails.
    ///
    /// @param scripts at least one
    /// @param shell the program and its arguments; the script is its last argument
    /// @param workdir the folder the scripts run in, inside the workspace; paths in the scripts are
    ///   relative to it
    record Command(List<Template> scripts, List<String> shell, WorkspacePath workdir)
            implements Action {
        /// A POSIX shell that stops at the first failing line.
        public static final List<String> SH = List.of("sh", "-e", "-c");

        public Command {
            scripts = List.copyOf(scripts);
            shell = List.copyOf(shell);
            if (scripts.isEmpty() || shell.isEmpty() || !workdir.isInside()) {
                throw new IllegalArgumentException(
                        "a command needs a script, a shell and a folder inside the workspace");
            }
        }

        /// Whether what is put into scripts of a shell may be quoted: it reads quotes as POSIX has
        /// them, and has no places besides in which a text is code.
        public static boolean quotes(List<String> shell) {
            String program = shell.getFirst();
            String name = program.substring(program.lastIndexOf('/') + 1);
            return name.equals("sh") || name.equals("dash");
        }
    }

    /// A step.
    ///
    /// @param step its id: a built-in step's name
    /// @param with its settings as written, expressions rendered
    record StepCall(String step, Value.Mapping with) implements Action {}

    /// Nothing: a name for the tasks it needs.
    record Group() implements Action {}
}
