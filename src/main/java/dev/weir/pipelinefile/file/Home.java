package dev.weir.pipelinefile.file;

import dev.weir.pipeline.WorkspacePath;

/// Where the names and paths of a file belong.
///
/// @param namespace what stands before the names of its tasks and params, with dots between; `""`
///   for the Pipelinefile itself
/// @param file its path inside the workspace: what it names is relative to its folder
/// @param folder of the file
public record Home(String namespace, WorkspacePath file, WorkspacePath folder) {
    /// That of the Pipelinefile itself.
    public static final Home TOP = new Home("", WorkspacePath.of("Pipelinefile.yaml"));

    public Home(String namespace, WorkspacePath file) {
        this(namespace, file, file.resolve(".."));
    }

    /// A name as those outside of the file write it.
    public String name(String own) {
        return namespace.isEmpty() ? own : namespace + "." + own;
    }

    /// A path that is written in the file, as seen from the workspace. Nothing but the folder is
    /// put before it: a `/` at its end stays.
    public String path(String written) {
        String before = folder.text();
        return before.equals(".") || written.isEmpty() || written.startsWith("/")
                ? written
                : before + "/" + written;
    }
}
