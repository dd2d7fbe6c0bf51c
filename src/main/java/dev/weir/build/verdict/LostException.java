package dev.weir.build.verdict;

/// What a task reads is not known: its maker's result is no longer in the cache. The maker has to
/// run again first.
final class LostException extends Exception {
    private static final long serialVersionUID = 1;

    private final int maker;

    /// @param maker the number of the task
    LostException(int maker) {
        super("the result of task " + maker + " is lost");
        this.maker = maker;
    }

    int maker() {
        return maker;
    }
}
