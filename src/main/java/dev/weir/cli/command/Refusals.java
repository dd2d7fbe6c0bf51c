package dev.weir.cli.command;

import dev.weir.build.BuildRefused;
import dev.weir.build.BuildRefused.Refusal;
import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Project;
import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.Diagnostic.Where;
import dev.weir.diagnostic.DiagnosticException;
import java.util.List;

/// Joins what a build is refused for to the lines of the Pipelinefile it is about.
final class Refusals {
    private Refusals() {}

    static DiagnosticException at(Project project, BuildRefused refused) {
        List<Diagnostic> diagnostics =
                refused.refusals().stream().map(refusal -> diagnostic(project, refusal)).toList();
        return new DiagnosticException(diagnostics);
    }

    private static Diagnostic diagnostic(Project project, Refusal refusal) {
        return switch (refusal) {
            case Refusal.Declared(var place, String message, var help) ->
                    Diagnostic.error(
                            new Where.Text(project.spans().of(place)), message, help.orElse(""));
            case Refusal.Said(String message) -> Mistake.diagnostic(message, "");
        };
    }
}
