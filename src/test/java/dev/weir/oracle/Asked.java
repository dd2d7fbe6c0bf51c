package dev.weir.oracle;

import dev.weir.build.verdict.BuildRequest;
import dev.weir.pipeline.TaskName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a build of a case is asked for.
record Asked(
        List<String> targets,
        boolean force,
        Set<String> rerun,
        boolean keepGoing,
        int jobs,
        boolean overwrite,
        boolean keepTemporary) {
    Asked {
        targets = List.copyOf(targets);
        rerun = Set.copyOf(rerun);
    }

    /// The same targets, and nothing that makes anything run.
    Asked again() {
        return new Asked(targets, false, Set.of(), keepGoing, jobs, overwrite, keepTemporary);
    }

    /// The same for the tasks that are there: for all of them if none of the targets is.
    Asked among(Set<String> tasks) {
        List<String> there = targets.stream().filter(tasks::contains).toList();
        return new Asked(
                there.isEmpty() ? List.copyOf(tasks) : there,
                force,
                rerun.stream().filter(tasks::contains).collect(Collectors.toSet()),
                keepGoing,
                jobs,
                overwrite,
                keepTemporary);
    }

    /// The same where nothing runs again that no target needs: that is refused.
    Asked within(Collection<TaskSpec> closure) {
        Set<String> needed = closure.stream().map(TaskSpec::name).collect(Collectors.toSet());
        needed.retainAll(rerun);
        return new Asked(targets, force, needed, keepGoing, jobs, overwrite, keepTemporary);
    }

    BuildRequest request() {
        return new BuildRequest(
                targets.stream().map(TaskName::new).toList(),
                force,
                rerun.stream().map(TaskName::new).collect(Collectors.toSet()),
                false,
                keepGoing,
                jobs,
                overwrite,
                keepTemporary);
    }
}
