package dev.weir.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.build.upkeep.Storage;
import dev.weir.cli.doctor.Examination;
import dev.weir.cli.doctor.Finding;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Project;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.report.Sizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Looks whether all is right that builds need, and says what to do where it is not. Changes
/// nothing.
final class DoctorCommand implements Command {
    private static final String PIPELINE = "pipeline";

    @Override
    public String synopsis() {
        return "weir doctor [OPTION…]";
    }

    @Override
    public String help() {
        return "Look whether all is right that builds need, and say what to do";
    }

    @Override
    public List<String> examples() {
        return List.of("weir doctor", "weir doctor --json  # exit code 1 when something is wrong");
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.JSON);
    }

    @Override
    public ExitCode run(Call call) throws IOException, InterruptedException {
        call.takesNoOperands();
        Path root = call.root();
        List<Finding> findings = new ArrayList<>();
        Optional<Storage> storage = storage(call, findings);
        Optional<Project> project =
                storage.isPresent() ? project(call, findings) : Optional.empty();
        findings.addAll(
                new Examination(
                                root,
                                storage,
                                project.map(Project::graph),
                                call.session().environment())
                        .findings());
        long bad = findings.stream().filter(one -> one.state() == Finding.State.BAD).count();
        if (call.arguments().has(Option.JSON)) {
            call.printJson(json(findings));
        } else {
            call.print(text(call, findings));
            call.print(bad == 0 ? "nothing is wrong\n" : Sizes.count(bad, "problem") + "\n");
        }
        return bad == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static Optional<Storage> storage(Call call, List<Finding> findings) {
        try {
            return Optional.of(call.storage());
        } catch (DiagnosticException wrong) {
            findings.add(
                    new Finding(
                            "cache",
                            Finding.State.BAD,
                            wrong.diagnostics().getFirst().message(),
                            wrong.diagnostics().getFirst().help().orElse("")));
            return Optional.empty();
        }
    }

    private static Optional<Project> project(Call call, List<Finding> findings) throws IOException {
        try {
            Project project = call.project();
            findings.add(
                    new Finding(
                            PIPELINE,
                            Finding.State.GOOD,
                            Sizes.count(project.graph().size(), "task"),
                            ""));
            return Optional.of(project);
        } catch (DiagnosticException mistakes) {
            findings.add(
                    new Finding(
                            PIPELINE,
                            Finding.State.BAD,
                            Sizes.count(mistakes.diagnostics().size(), "mistake")
                                    + ", the first: "
                                    + mistakes.diagnostics().getFirst().message(),
                            "'weir list' shows where they are"));
            return Optional.empty();
        }
    }

    private static String text(Call call, List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        Columns columns = new Columns();
        for (Finding finding : findings) {
            columns.row(painted(call, finding.state()), finding.subject(), finding.message());
            if (!finding.help().isEmpty()) {
                columns.row("", "", call.look().paint().faint("→ " + finding.help()));
            }
        }
        return text.append(columns.text()).toString();
    }

    private static String painted(Call call, Finding.State state) {
        return switch (state) {
            case GOOD -> call.look().paint().good("good");
            case NOTABLE -> call.look().paint().notable("note");
            case BAD -> call.look().paint().bad("bad");
        };
    }

    private static JsonArray json(List<Finding> findings) {
        JsonArray all = new JsonArray();
        for (Finding finding : findings) {
            JsonObject one = new JsonObject();
            one.addProperty("subject", finding.subject());
            one.addProperty("state", finding.state().name().toLowerCase(Locale.ROOT));
            one.addProperty("message", finding.message());
            one.addProperty("help", finding.help());
            all.add(one);
        }
        return all;
    }
}
