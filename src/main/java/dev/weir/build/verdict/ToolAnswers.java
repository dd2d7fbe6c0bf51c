package dev.weir.build.verdict;

import java.util.SortedMap;
import java.util.SortedSet;

/// What the declared `tools` say of themselves.
public interface ToolAnswers {
    /// Runs each at most once a build; a tool that cannot run answers with what went wrong.
    SortedMap<String, String> of(SortedSet<String> tools) throws InterruptedException;
}
