package dev.weir.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Builds a pipeline in Java, without a Pipelinefile:
///
/// ```java
/// Pipeline pipeline = new PipelineBuilder("words")
///         .task("count", task -> task.run("wc -w < book.txt > words.txt").input("book.txt").output("words.txt"))
///         .target("count")
///         .build();
/// ```
///
/// Not for several threads.
public final class PipelineBuilder {
    private final String name;
    private final SequencedMap<TaskName, Task> tasks = new LinkedHashMap<>();
    private final List<Param> params = new ArrayList<>();
    private final SortedMap<String, Integer> pools = new TreeMap<>();
    private Optional<TaskName> target = Optional.empty();

    /// @param name of the pipeline
    public PipelineBuilder(String name) {
        this.name = name;
    }

    /// Adds a task.
    ///
    /// @throws IllegalArgumentException when the name is taken or not one, or the task is not whole
    public PipelineBuilder task(String taskName, UnaryOperator<TaskBuilder> declaration) {
        TaskName key = new TaskName(taskName);
        Task task = declaration.apply(new TaskBuilder(key)).build();
        if (tasks.putIfAbsent(key, task) != null) {
            throw new IllegalArgumentException("there is a task named '" + taskName + "' already");
        }
        return this;
    }

    /// The task built when none is named.
    public PipelineBuilder target(String taskName) {
        target = Optional.of(new TaskName(taskName));
        return this;
    }

    /// Something of which running tasks may take so much together: see [TaskBuilder#pool].
    public PipelineBuilder pool(String poolName, int size) {
        pools.put(poolName, size);
        return this;
    }

    /// Names a value in the list of params, for reports: what a Java program does with it is the
    /// program's own.
    public PipelineBuilder param(String path, Object value) {
        Value converted = Values.of(value);
        Param.Type type =
                switch (converted) {
                    case Value.Whole _ -> Param.Type.INT;
                    case Value.Decimal _ -> Param.Type.FLOAT;
                    case Value.Flag _ -> Param.Type.BOOL;
                    case Value.Sequence _ -> Param.Type.LIST;
                    case Value.Text _, Value.Nothing _, Value.Mapping _ -> Param.Type.STRING;
                };
        params.add(
                new Param(
                        path,
                        type,
                        converted,
                        converted,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        ""));
        return this;
    }

    /// The pipeline.
    ///
    /// @throws IllegalArgumentException when the target is not a task of it, or a task takes of a
    ///   pool that is not there or too small
    public Pipeline build() {
        target.filter(task -> !tasks.containsKey(task))
                .ifPresent(task -> {
                    throw new IllegalArgumentException("no task named '" + task + "'");
                });
        return new Pipeline(
                name,
                target.stream().toList(),
                new LinkedHashMap<>(),
                tasks,
                new LinkedHashMap<>(),
                params,
                pools);
    }
}
