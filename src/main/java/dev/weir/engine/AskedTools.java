package dev.weir.engine;

import dev.weir.build.verdict.ToolAnswers;
import dev.weir.exec.CommandEnvironment;
import dev.weir.exec.tool.ToolVersions;
import dev.weir.pipeline.Environment;
import dev.weir.pipeline.Outside;
import java.util.SortedMap;
import java.util.TreeSet;

/// Asks tools with the variables of the task that declares them.
record AskedTools(ToolVersions versions) implements ToolAnswers {
    @Override
    public SortedMap<String, String> of(Environment declared, Outside outside)
            throws InterruptedException {
        return versions.of(
                new TreeSet<>(declared.tools()),
                CommandEnvironment.withoutSecrets(declared, outside));
    }

    @Override
    public void forget(Environment declared, Outside outside) {
        versions.forget(
                new TreeSet<>(declared.tools()),
                CommandEnvironment.withoutSecrets(declared, outside));
    }
}
