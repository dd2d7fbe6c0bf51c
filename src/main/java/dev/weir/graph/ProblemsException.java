package dev.weir.graph;

import java.util.List;
import java.util.stream.Collectors;

/// A pipeline whose tasks do not fit together; all its problems at once.
public final class ProblemsException extends RuntimeException {
    private final transient List<Problem> problems;

    public ProblemsException(List<Problem> problems) {
        super(problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /// At least one, in declared order of the tasks.
    public List<Problem> problems() {
        return problems;
    }
}
