package dev.weir.pipeline;

/// Names that globs and folders as inputs pass over: weir's own files and what tools leave behind.
public final class Unseen {
    /// What weir's own files beside outputs start with.
    public static final String OWN = ".weir~";

    /// weir's folder in the workspace.
    public static final String CACHE = "cache";

    private Unseen() {}

    /// Whether a file or folder of that name counts nowhere.
    public static boolean anywhere(String name) {
        return switch (name) {
            case ".git", ".DS_Store", "__pycache__", ".ipynb_checkpoints" -> true;
            default -> name.startsWith(OWN);
        };
    }

    /// Whether a folder of that name directly in the workspace is weir's.
    public static boolean atTop(String name) {
        return name.equals(CACHE);
    }
}
