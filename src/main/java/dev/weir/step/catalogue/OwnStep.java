package dev.weir.step.catalogue;

import java.util.List;

/// What a task says of a step that is not weir's own.
///
/// @param uses a source file, relative to the Pipelinefile's folder and ending in `.java`, or the
///   name of a class
/// @param classpath jars and folders of classes, relative to the same
public record OwnStep(String uses, List<String> classpath) {
    /// How the name of a source file ends.
    public static final String SOURCE = ".java";

    public OwnStep {
        classpath = List.copyOf(classpath);
    }

    /// Whether it is compiled from a source file.
    public boolean isSource() {
        return uses.endsWith(SOURCE);
    }

    /// What the step is called in a pipeline; no other has that name.
    public String id() {
        return classpath.isEmpty() ? uses : uses + " (" + String.join(", ", classpath) + ")";
    }
}
