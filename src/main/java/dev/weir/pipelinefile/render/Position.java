package dev.weir.pipelinefile.render;

import java.util.List;

/// Where in a task an expression stands, which decides what it may name.
public enum Position {
    ENV("the variables of a task"),
    WHEN("'when'"),
    OUTPUT("an output"),
    INPUT("an input"),
    ACTION("a task");

    private final String text;

    Position(String text) {
        this.text = text;
    }

    /// What users call it.
    public String text() {
        return text;
    }

    /// What an expression there may start with.
    public List<String> roots() {
        return switch (this) {
            case ENV -> List.of("params", "env", "matrix", "task");
            case WHEN -> List.of("params", "env", "matrix");
            case OUTPUT, INPUT -> List.of("params", "env", "matrix", "task", "tasks");
            case ACTION -> List.of("params", "inputs", "outputs", "tasks", "env", "matrix", "task");
        };
    }
}
