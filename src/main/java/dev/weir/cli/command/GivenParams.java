package dev.weir.cli.command;

import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Project;
import dev.weir.cli.session.ProjectReader;
import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Param;
import dev.weir.pipelinefile.ReadRequest.Given;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The params that a command line gives, by `-P year=2024` and `--year 2024`.
///
/// @param settings values of `-P`
/// @param words options that no command has: params, or mistakes
record GivenParams(List<String> settings, List<Words.ParamWord> words) {
    GivenParams {
        settings = List.copyOf(settings);
        words = List.copyOf(words);
    }

    /// The pipeline with these params.
    ///
    /// @throws DiagnosticException for options that neither a command nor the pipeline knows, else
    ///   for what is wrong with the Pipelinefile or the values
    Project read(ProjectReader reader) throws IOException {
        List<Given> given = new ArrayList<>();
        settings.forEach(setting -> given.add(given(setting)));
        for (Words.ParamWord word : words) {
            if (word.text().isEmpty()) {
                checkOptions(reader);
                throw Mistake.of("option " + Quoted.of(word.option()) + " needs a value", "");
            }
            given.add(new Given(word.name(), word.text().get()));
        }
        try {
            return reader.read(given);
        } catch (DiagnosticException mistakes) {
            if (!words.isEmpty()) {
                checkOptions(reader);
            }
            throw mistakes;
        }
    }

    private static Given given(String setting) {
        int equals = setting.indexOf('=');
        if (equals <= 0) {
            throw Mistake.of(
                    "option '--param' needs NAME=VALUE, not " + Quoted.of(setting),
                    "write -P year=2024");
        }
        return new Given(setting.substring(0, equals), setting.substring(equals + 1));
    }

    private void checkOptions(ProjectReader reader) throws IOException {
        List<Param> known = reader.params();
        List<Diagnostic> unknown = new ArrayList<>();
        for (Words.ParamWord word : words) {
            String name = word.name().replace('-', '_');
            if (known.stream().noneMatch(param -> param.path().replace('-', '_').equals(name))) {
                unknown.add(unknown(word, known));
            }
        }
        if (!unknown.isEmpty()) {
            throw new DiagnosticException(unknown);
        }
    }

    private static Diagnostic unknown(Words.ParamWord word, List<Param> params) {
        List<String> known = new ArrayList<>();
        for (Option option : Option.values()) {
            known.add(option.full());
        }
        params.forEach(param -> known.add("--" + param.path().replace('_', '-')));
        return Arguments.unknown(word.option(), known);
    }

    /// The words that give them again.
    List<String> again() {
        List<String> again = new ArrayList<>();
        settings.forEach(setting -> again.addAll(List.of("-P", setting)));
        words.forEach(word -> again.addAll(List.of(word.option(), word.text().orElse(""))));
        return again;
    }
}
