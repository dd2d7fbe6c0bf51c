package dev.weir.pipelinefile;

import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.SourceText;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.pipelinefile.file.FileReader;
import dev.weir.pipelinefile.file.Home;
import dev.weir.pipelinefile.file.PipelineFile;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.key.Typed;
import dev.weir.pipelinefile.param.ParamLayers;
import dev.weir.pipelinefile.param.ParamOverrides;
import dev.weir.pipelinefile.param.ParamTree;
import dev.weir.pipelinefile.param.Params;
import dev.weir.pipelinefile.render.Budget;
import dev.weir.pipelinefile.render.OutsideNames;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.task.Pools;
import dev.weir.pipelinefile.task.Surroundings;
import dev.weir.pipelinefile.task.TaskDeclarations;
import dev.weir.pipelinefile.task.TaskReader;
import dev.weir.pipelinefile.task.TaskScope;
import dev.weir.pipelinefile.task.Tasks;
import dev.weir.pipelinefile.task.UsedSteps;
import dev.weir.pipelinefile.task.VariablesReader;
import dev.weir.pipelinefile.toml.TomlReader;
import dev.weir.pipelinefile.yaml.Node;
import dev.weir.pipelinefile.yaml.NodeReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a Pipelinefile with the files it includes and its params: text in, pipeline out, nothing
/// on the disk looked at but through the request.
public final class PipelinefileReader {
    private static final String TOML = ".toml";

    private final SourceText source;
    private final ReadRequest request;
    private final Diagnostics diagnostics = new Diagnostics();
    private final Budget budget = new Budget();
    private final UsedSteps steps;
    private final Map<String, SourceText> texts = new HashMap<>();
    private final ParamLayers layers;
    private final DotenvFiles dotenv;
    private OutsideNames outside;

    private PipelinefileReader(SourceText source, ReadRequest request) {
        this.source = source;
        this.request = request;
        this.outside = new OutsideNames(Outside.of(request.environment()), diagnostics);
        this.dotenv = new DotenvFiles(request, diagnostics);
        this.steps = new UsedSteps(request.steps(), request.own());
        this.layers = new ParamLayers(this::paramFiles, diagnostics);
    }

    /// The pipeline a text means.
    ///
    /// @throws DiagnosticException with every mistake that was found
    public static Loaded read(SourceText text, ReadRequest request) {
        return new PipelinefileReader(text, request).read();
    }

    /// Only the params, in declared order: what a command line needs to know before it can be read.
    ///
    /// @throws DiagnosticException with every mistake that was found in them
    public static List<Param> params(SourceText text, ReadRequest request) {
        return new PipelinefileReader(text, request).params();
    }

    private List<Param> params() {
        PipelineFile file = file();
        outside = new OutsideNames(dotenv.read(file), diagnostics);
        List<Param> params = params(file).all();
        diagnostics.throwIfErrors();
        return params;
    }

    private Loaded read() {
        PipelineFile file = file();
        Outside variables = dotenv.read(file);
        outside = new OutsideNames(variables, diagnostics);
        Params params = params(file);
        List<Param> known = params.all();
        Tasks tasks = new Tasks(diagnostics);
        Pools pools = new Pools(diagnostics);
        String name = declare(file, tasks, params, pools);
        SequencedMap<TaskName, List<TaskName>> defaults = tasks.defaults();
        List<TaskName> targets = tasks.usual();
        SequencedMap<TaskName, String> absent = absent(tasks);
        SequencedMap<TaskName, Task> read = new LinkedHashMap<>();
        for (TaskScope scope : tasks.all()) {
            new TaskReader(scope).read().ifPresent(task -> read.put(task.name(), task));
        }
        diagnostics.throwIfErrors();
        SortedMap<String, String> files = new TreeMap<>();
        texts.forEach((path, text) -> files.put(path, text.text()));
        Elsewhere elsewhere = new Elsewhere(files, dotenv.files(), outside.asked(), steps.own());
        Spans spans = new Spans(source, request.files());
        ReadBefore before = new ReadBefore(fileName(source.name()), elsewhere, steps.madeFrom());
        read.values().forEach(task -> before.refuse(task, spans, diagnostics));
        diagnostics.throwIfErrors();
        return new Loaded(
                new Pipeline(name, targets, defaults, read, absent, known, pools.sizes()),
                spans,
                diagnostics.all(),
                elsewhere,
                variables);
    }

    private static String fileName(String shown) {
        return shown.substring(shown.lastIndexOf('/') + 1);
    }

    /// The keys of all files. Where there are none, nothing else can be read.
    private PipelineFile file() {
        return new FileReader(this::text, diagnostics)
                .read(source)
                .orElseThrow(() -> new DiagnosticException(diagnostics.all()));
    }

    /// A file that is read twice is one text, so that what is wrong with it is said once.
    private Optional<SourceText> text(String path) {
        SourceText before = texts.get(path);
        Optional<SourceText> text =
                before == null ? request.files().read(path) : Optional.of(before);
        text.ifPresent(read -> texts.put(path, read));
        return text;
    }

    private void version(Typed typed) {
        typed.count(Key.VERSION)
                .filter(version -> version != 1)
                .ifPresent(version ->
                        diagnostics.error(
                                typed.fields().keySpan(Key.VERSION),
                                "version " + version + " is not known",
                                "this weir reads version 1"));
    }

    private Params params(PipelineFile file) {
        ParamTree.Group root = layers.declare(file);
        ParamOverrides overrides = new ParamOverrides(root, diagnostics);
        request.given().forEach(given -> overrides.given(given.path(), given.text()));
        return new Params(root, outside, diagnostics, budget);
    }

    private List<Node> paramFiles(PipelineFile file) {
        Renderer renderer = new Renderer(outside, diagnostics, budget);
        Typed typed = new Typed(file.fields(), renderer, diagnostics);
        List<Node> documents = new ArrayList<>();
        for (Typed.Item item : typed.texts(Key.PARAM_FILES)) {
            paramFile(item, file.home()).ifPresent(documents::add);
        }
        return documents;
    }

    private Optional<Node> paramFile(Typed.Item item, Home home) {
        String name = item.text();
        if (!isParamFile(name)) {
            diagnostics.error(
                    item.node().span(),
                    "not a param file: " + Quoted.of(name),
                    "a param file ends in .yaml, .yml, .json or .toml");
            return Optional.empty();
        }
        Optional<SourceText> text = text(home.path(name));
        if (text.isEmpty()) {
            diagnostics.error(item.node().span(), "no param file " + Quoted.of(name));
        }
        return text.flatMap(file ->
                name.endsWith(TOML)
                        ? TomlReader.read(file, diagnostics)
                        : NodeReader.read(file, diagnostics));
    }

    private static boolean isParamFile(String name) {
        return name.endsWith(".yaml")
                || name.endsWith(".yml")
                || name.endsWith(".json")
                || name.endsWith(TOML);
    }

    /// Declares the tasks of a file and of those it includes.
    ///
    /// @return the name of the pipeline as the file says it
    private String declare(PipelineFile file, Tasks tasks, Params params, Pools pools) {
        Params own = params.of(layers.of(file));
        Renderer renderer =
                new Renderer(
                        expression -> own.resolve(expression, "this place"), diagnostics, budget);
        Typed typed = new Typed(file.fields(), renderer, diagnostics);
        version(typed);
        pools.add(typed);
        VariablesReader variables = new VariablesReader(renderer, diagnostics);
        new TaskDeclarations(
                        new Surroundings(
                                file.home(),
                                own,
                                outside,
                                tasks,
                                variables.read(file.fields().value(Key.ENV)),
                                temporary(typed, file.home()),
                                pools,
                                steps,
                                diagnostics,
                                budget))
                .read(file.fields());
        typed.text(Key.DEFAULT)
                .ifPresent(text ->
                        tasks.usual(text, file.fields().value(Key.DEFAULT).orElseThrow().span()));
        for (PipelineFile.Inclusion inclusion : file.inclusions()) {
            warnOfCommand(inclusion);
            tasks.include(inclusion)
                    .ifPresent(
                            inner -> declare(inclusion.file().orElseThrow(), inner, params, pools));
        }
        return typed.text(Key.NAME).orElse("");
    }

    private void warnOfCommand(PipelineFile.Inclusion inclusion) {
        inclusion
                .file()
                .filter(inner -> CommandNames.ALL.contains(inner.home().namespace()))
                .filter(inner -> inner.fields().has(Key.DEFAULT))
                .ifPresent(inner -> {
                    String name = inclusion.name();
                    diagnostics.warning(
                            inclusion.at(),
                            Quoted.of(name) + " is the name of a command",
                            "'weir run "
                                    + name
                                    + "' builds the default of the file, 'weir "
                                    + name
                                    + "' does not");
                });
    }

    private List<WorkspacePath> temporary(Typed typed, Home home) {
        List<WorkspacePath> folders = new ArrayList<>();
        for (Typed.Item item : typed.texts(Key.TEMPORARY)) {
            try {
                WorkspacePath folder = WorkspacePath.of(home.path(item.text()));
                folders.add(folder);
                if (!folder.isInside()) {
                    diagnostics.error(
                            item.node().span(),
                            "a folder of temporary outputs must lie inside the folder of the"
                                    + " Pipelinefile: "
                                    + Quoted.of(item.text()));
                }
            } catch (IllegalArgumentException wrong) {
                diagnostics.error(item.node().span(), String.valueOf(wrong.getMessage()));
            }
        }
        return folders;
    }

    private static SequencedMap<TaskName, String> absent(Tasks tasks) {
        SequencedMap<TaskName, String> absent = new LinkedHashMap<>();
        for (TaskScope scope : tasks.all()) {
            scope.absence().ifPresent(reason -> absent.put(scope.name(), reason));
        }
        return absent;
    }
}
