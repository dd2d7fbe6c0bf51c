package dev.weir.pipeline;

/// A file or folder that a task makes.
///
/// @param name the name it was declared under, `""` for none
/// @param path inside the workspace
/// @param folder whether it is a folder (declared with a `/` at its end)
/// @param temporary whether it is removed once no task of the build needs it
/// @param stored whether its bytes are kept in the content store; what is not can only be made
///   again, never restored
/// @param kind what it holds, for reports
public record Output(
        String name,
        WorkspacePath path,
        boolean folder,
        boolean temporary,
        boolean stored,
        Kind kind) {
    public Output {
        if (!path.isInside() || path.text().equals(".")) {
            throw new IllegalArgumentException(
                    "an output must lie inside the workspace: '" + path + "'");
        }
    }

    /// What an output holds.
    public enum Kind {
        DATA,
        METRICS,
        PLOT,
        MODEL,
        REPORT
    }

    /// A kept output of plain data; a `/` at the end makes it a folder.
    public static Output of(String name, String path) {
        return new Output(name, WorkspacePath.of(path), path.endsWith("/"), false, true, Kind.DATA);
    }

    /// The same, but it stays when nothing needs it.
    public Output staying() {
        return new Output(name, path, folder, false, stored, kind);
    }

    /// The path as it is written, with a `/` at the end of a folder.
    public String text() {
        return folder ? path.text() + "/" : path.text();
    }
}
