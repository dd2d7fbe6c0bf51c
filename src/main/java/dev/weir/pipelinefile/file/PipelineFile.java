package dev.weir.pipelinefile.file;

import dev.weir.diagnostic.Span;
import dev.weir.pipelinefile.key.Fields;
import dev.weir.pipelinefile.yaml.Node;
import java.util.List;
import java.util.Optional;

/// A file that was read as far as its keys and the files it includes.
public record PipelineFile(Home home, Fields fields, List<Inclusion> inclusions) {
    public PipelineFile {
        inclusions = List.copyOf(inclusions);
    }

    /// A file it includes.
    ///
    /// @param name what stands before the names of tasks and params
    /// @param at where the name stands
    /// @param params values for params of the file
    /// @param file nothing when it could not be read, which was reported
    public record Inclusion(
            String name, Span at, Optional<Node> params, Optional<PipelineFile> file) {}
}
