package dev.weir.pipelinefile.render;

import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Value;
import java.util.List;

/// What the names of an expression stand for.
public sealed interface Resolution {
    /// A value.
    record Known(Value value) implements Resolution {}

    /// Files and folders that tasks make.
    ///
    /// @param single whether it stands for one path, not for a list of them
    record Made(List<Output> outputs, boolean single) implements Resolution {
        public Made {
            outputs = List.copyOf(outputs);
        }
    }

    /// Inputs of the task at hand, by the name they were declared under, `""` for all.
    record Read(String name, List<Input> inputs) implements Resolution {
        public Read {
            inputs = List.copyOf(inputs);
        }
    }

    /// Not to be known: what is wrong was reported, or the task is not there and only its names are
    /// checked. Whatever is made of it is not known either, and nothing more is said.
    record Unknown() implements Resolution {}
}
