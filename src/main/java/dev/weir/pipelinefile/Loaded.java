package dev.weir.pipelinefile;

import dev.weir.diagnostic.Diagnostic;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Pipeline;
import java.util.List;

/// A Pipelinefile that was read.
///
/// @param spans where things stand in it, for problems that are found later
/// @param warnings by place
/// @param elsewhere what it was read from besides its text
/// @param outside the variables it can take, those of dotenv files among them
public record Loaded(
        Pipeline pipeline,
        Spans spans,
        List<Diagnostic> warnings,
        Elsewhere elsewhere,
        Outside outside) {
    public Loaded {
        warnings = List.copyOf(warnings);
    }
}
