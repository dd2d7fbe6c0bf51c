package dev.weir.pipelinefile;

import dev.weir.step.catalogue.OwnStep;
import dev.weir.step.catalogue.StepEntry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a Pipelinefile took from outside of its text and the command line. While that is the same,
/// it means the same.
///
/// @param files the texts of included files and of param files, by path
/// @param dotenv the files it takes variables from, whose texts hold secrets
/// @param variables those that were asked for, empty where one was not set
/// @param own the steps of the user that its tasks use
public record Elsewhere(
        SortedMap<String, String> files,
        List<DotenvFile> dotenv,
        SortedMap<String, Optional<String>> variables,
        Map<OwnStep, StepEntry> own) {
    public Elsewhere {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        dotenv = List.copyOf(dotenv);
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
        own = Map.copyOf(own);
    }

    /// A file of variables.
    ///
    /// @param path as written, relative to the Pipelinefile's folder
    /// @param optional whether it need not be there
    public record DotenvFile(String path, boolean optional) {}
}
