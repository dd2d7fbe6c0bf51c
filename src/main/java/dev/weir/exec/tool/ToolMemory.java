package dev.weir.exec.tool;

import java.util.Optional;

/// Keeps what tools said of themselves from one build to the next. Safe for several threads.
public interface ToolMemory {
    /// Keeps nothing.
    ToolMemory NONE =
            new ToolMemory() {
                @Override
                public Optional<String> recall(Tool tool) {
                    return Optional.empty();
                }

                @Override
                public void remember(Tool tool, String answer) {}
            };

    /// What this very program answered to this argument.
    Optional<String> recall(Tool tool);

    /// Keeps an answer, in place of what the program at that path answered before it was replaced.
    void remember(Tool tool, String answer);

    /// The same answers, and nothing new is kept: for who only asks.
    default ToolMemory unchanged() {
        ToolMemory kept = this;
        return new ToolMemory() {
            @Override
            public Optional<String> recall(Tool tool) {
                return kept.recall(tool);
            }

            @Override
            public void remember(Tool tool, String answer) {}
        };
    }

    /// A program as it stands on the disk, and what it is asked.
    ///
    /// @param path the program's own, links followed
    /// @param modified in nanoseconds since 1970
    record Tool(String path, String argument, long size, long modified, long inode) {}
}
