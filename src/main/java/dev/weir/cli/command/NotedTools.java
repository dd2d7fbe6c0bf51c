package dev.weir.cli.command;

import dev.weir.build.verdict.ToolAnswers;
import dev.weir.pipeline.Environment;
import dev.weir.pipeline.Outside;
import dev.weir.workspace.Looks;
import java.util.SortedMap;

/// Notes that what is said of a workspace hangs on more than files, once a tool was asked.
record NotedTools(ToolAnswers tools, Looks looks) implements ToolAnswers {
    @Override
    public SortedMap<String, String> of(Environment declared, Outside outside)
            throws InterruptedException {
        looks.areNotAll();
        return tools.of(declared, outside);
    }

    @Override
    public void forget(Environment declared, Outside outside) {
        tools.forget(declared, outside);
    }
}
