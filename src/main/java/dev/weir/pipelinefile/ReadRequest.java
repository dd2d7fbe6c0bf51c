package dev.weir.pipelinefile;

import dev.weir.pipelinefile.file.OtherTexts;
import dev.weir.step.catalogue.OwnSteps;
import dev.weir.step.catalogue.StepCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a Pipelinefile is read with.
///
/// @param given values of params from the command line, in order: the last one for a param counts
/// @param files reads included files and param files
/// @param environment the variables weir was started with, which nobody changes
/// @param steps those that `uses` can name
/// @param own finds those that the user wrote
public record ReadRequest(
        List<Given> given,
        OtherTexts files,
        Map<String, String> environment,
        StepCatalogue steps,
        OwnSteps own) {
    public ReadRequest {
        given = List.copyOf(given);
    }

    /// No params, no files, no variables.
    public static ReadRequest plain(StepCatalogue steps) {
        return new ReadRequest(List.of(), _ -> Optional.empty(), Map.of(), steps, OwnSteps.NONE);
    }

    /// A value for a param.
    ///
    /// @param path dotted, or the name of a top-level param; `-` stands for `_` where that helps
    public record Given(String path, String text) {}
}
