package dev.weir.cli.session;

import dev.weir.build.upkeep.Storage;
import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.Diagnostic.Where;
import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.DiagnosticText;
import dev.weir.diagnostic.SourceText;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.disk.IoText;
import dev.weir.graph.Problem;
import dev.weir.graph.ProblemsException;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Unseen;
import dev.weir.pipelinefile.Loaded;
import dev.weir.pipelinefile.PipelinefileReader;
import dev.weir.pipelinefile.ReadRequest;
import dev.weir.pipelinefile.Spans;
import dev.weir.pipelinefile.plan.Plan;
import dev.weir.pipelinefile.plan.Plans;
import dev.weir.step.catalogue.StepCatalogue;
import dev.weir.step.own.OwnCode;
import dev.weir.workspace.Looks;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds and reads the Pipelinefile.
public final class ProjectReader {
    /// What a Pipelinefile is called.
    public static final String NAME = "Pipelinefile.yaml";

    private static final List<String> NEARLY =
            List.of("Pipelinefile.yml", "Pipelinefile", "pipelinefile.yaml", "PipelineFile.yaml");

    private final Session session;
    private final Optional<String> named;
    private final StepCatalogue steps = StepCatalogue.builtIn();
    private final Looks looks = Looks.recorded();
    private final SortedSet<Path> read = new TreeSet<>();
    private Optional<Unkept> unkept = Optional.empty();
    private Optional<OwnCode> own = Optional.empty();

    /// @param named the file to read, relative to the session's folder; the one found there or
    ///   above it when empty
    public ProjectReader(Session session, Optional<String> named) {
        this.session = session;
        this.named = named;
    }

    /// Reads it with values for params, and says what looks wrong on the error stream.
    ///
    /// @throws DiagnosticException with all mistakes, when there are any
    public Project read(List<ReadRequest.Given> given) throws IOException {
        Found found = find();
        SourceText text = mainText(found);
        ReadRequest request = request(found, given);
        Plans plans = plans(found);
        Optional<Plan> kept = plans.find(text, request);
        if (kept.isPresent()) {
            return project(found, kept.get(), new Spans(text, request.files()));
        }
        Loaded loaded = PipelinefileReader.read(text, request);
        session.err().print(DiagnosticText.of(loaded.warnings()));
        StepCatalogue all = steps.and(loaded.elsewhere().own().values());
        Plan plan = new Plan(loaded.pipeline(), all, loaded.outside());
        Project project = project(found, plan, loaded.spans());
        unkept = Optional.of(new Unkept(plans, text, request, loaded));
        return project;
    }

    /// What reading rests on, and may be added to.
    public Looks looks() {
        return looks;
    }

    /// The files and folders that were read, or looked for, to know the pipeline.
    public SortedSet<Path> filesRead() {
        SortedSet<Path> all = new TreeSet<>(read);
        own.ifPresent(code -> all.addAll(code.madeFrom()));
        return all;
    }

    private Project project(Found found, Plan plan, Spans spans) {
        return new Project(
                found.folder(),
                String.valueOf(found.file().getFileName()),
                session.folder(),
                plan.pipeline(),
                graph(plan.pipeline(), spans),
                spans,
                plan.steps(),
                plan.outside(),
                storage(found));
    }

    private Plans plans(Found found) {
        return new Plans(new CacheFolder(found.folder().resolve(Unseen.CACHE)), session.build());
    }

    /// Keeps what was read, if it was read anew, so that it need not be read the next time. That it
    /// cannot be kept is no harm.
    public void keepPlan() {
        if (own.isPresent()) {
            try {
                own.get().keep();
            } catch (IOException notWritable) {
                return;
            }
        }
        if (unkept.isPresent()) {
            try {
                unkept.get().keep();
            } catch (IOException notWritable) {
                return;
            }
        }
    }

    /// Only the params, by what the Pipelinefile alone says of them.
    ///
    /// @throws DiagnosticException with all mistakes in them, when there are any
    public List<Param> params() throws IOException {
        Found found = find();
        SourceText text = mainText(found);
        ReadRequest request = request(found, List.of());
        return plans(found)
                .find(text, request)
                .map(plan -> plan.pipeline().params())
                .orElseGet(() -> PipelinefileReader.params(text, request));
    }

    private ReadRequest request(Found found, List<ReadRequest.Given> given) {
        return new ReadRequest(
                given, path -> otherText(found, path), session.environment(), steps, own(found));
    }

    private OwnCode own(Found found) {
        if (own.isEmpty()) {
            own =
                    Optional.of(
                            new OwnCode(
                                    found.folder(),
                                    new CacheFolder(found.folder().resolve(Unseen.CACHE)),
                                    looks,
                                    file -> shownName(new Found(found.folder(), file))));
        }
        return own.get();
    }

    /// The steps that the user wrote, as far as a pipeline with any was read.
    public Optional<OwnCode> ownSteps() {
        return own;
    }

    private static TaskGraph graph(Pipeline pipeline, Spans spans) {
        try {
            return TaskGraph.of(pipeline);
        } catch (ProblemsException problems) {
            List<Diagnostic> diagnostics = new ArrayList<>();
            for (Problem problem : problems.problems()) {
                Where where = new Where.Text(spans.of(problem.place()));
                String help = problem.help().orElse("");
                diagnostics.add(Diagnostic.error(where, problem.message(), help));
            }
            throw new DiagnosticException(diagnostics);
        }
    }

    /// The folder of the file that would be read.
    public Path root() {
        return find().folder();
    }

    /// Where results of the pipeline at hand are kept.
    ///
    /// @throws DiagnosticException when the environment names what cannot be a store
    public Storage storage() {
        return storage(find());
    }

    private Storage storage(Found found) {
        try {
            return Storage.of(found.folder(), session.environment());
        } catch (IllegalArgumentException wrong) {
            throw Mistake.of(
                    String.valueOf(wrong.getMessage()),
                    "name a folder of its own outside the workspace, which need not be there yet");
        }
    }

    private Found find() {
        if (named.isPresent()) {
            Path file = session.folder().resolve(named.get()).normalize();
            looks.note(file);
            Path folder = file.getParent();
            if (folder == null || !Files.isRegularFile(file)) {
                throw Mistake.of("no file '" + named.get() + "'", "");
            }
            return new Found(folder, file);
        }
        for (Path folder = session.folder(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(NAME);
            looks.note(file);
            if (Files.isRegularFile(file)) {
                return new Found(folder, file);
            }
            if (FileTree.exists(file)) {
                throw Mistake.of(
                        "'"
                                + file
                                + "' is no file"
                                + (Files.isSymbolicLink(file) ? ": the link leads to none" : ""),
                        "");
            }
        }
        throw Mistake.of(
                "no " + NAME + " in '" + session.folder() + "' or a folder above it",
                nearlyNamed());
    }

    private String nearlyNamed() {
        for (String name : NEARLY) {
            if (Files.isRegularFile(session.folder().resolve(name))) {
                return "rename '" + name + "' to '" + NAME + "', or name it: weir -f " + name;
            }
        }
        return "go to a folder of a pipeline, or name one: weir -C DIR";
    }

    private Optional<SourceText> otherText(Found found, String path) {
        if (path.indexOf('\0') >= 0) {
            return Optional.empty(); // no file has such a name
        }
        Path file = found.folder().resolve(path);
        read.add(file);
        looks.note(file);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(text(new Found(found.folder(), file)))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw Mistake.of("cannot read '" + path + "': " + IoText.why(unreadable), "");
        }
    }

    private SourceText mainText(Found found) {
        read.add(found.file());
        try {
            return text(found);
        } catch (IOException unreadable) {
            throw Mistake.of(
                    "cannot read '" + shownName(found) + "': " + IoText.why(unreadable), "");
        }
    }

    /// Bytes that are no UTF-8 show as U+FFFD; the reader points at them.
    private SourceText text(Found found) throws IOException {
        try (InputStream in = new FileInputStream(found.file().toFile())) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new SourceText(shownName(found), text);
        }
    }

    private String shownName(Found found) {
        Path folder = session.folder();
        boolean near = found.file().startsWith(folder) || folder.startsWith(found.folder());
        return (near ? folder.relativize(found.file()) : found.file()).toString();
    }

    /// @param folder the Pipelinefile's
    private record Found(Path folder, Path file) {}

    private record Unkept(Plans plans, SourceText text, ReadRequest request, Loaded loaded) {
        void keep() throws IOException {
            plans.keep(text, request, loaded);
        }
    }
}
