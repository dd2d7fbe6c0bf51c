package dev.weir.build.verdict;

import dev.weir.pipeline.Environment;
import dev.weir.pipeline.Outside;
import java.util.SortedMap;

/// What the declared `tools` say of themselves.
public interface ToolAnswers {
    /// Runs each tool of a task, with the task's variables but its secrets: at most once a build
    /// with the same. A tool that cannot run answers with what went wrong.
    ///
    /// @param outside where passed variables have their values from
    SortedMap<String, String> of(Environment declared, Outside outside) throws InterruptedException;

    /// They are to be asked again: this task has run, or one that it comes after.
    default void forget(Environment declared, Outside outside) {}
}
