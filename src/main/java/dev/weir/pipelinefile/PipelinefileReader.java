package dev.weir.pipelinefile;

import dev.weir.diagnostic.DiagnosticException;
import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.SourceText;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.Task;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.pipelinefile.key.Fields;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.key.Typed;
import dev.weir.pipelinefile.param.ParamDeclarations;
import dev.weir.pipelinefile.param.ParamOverrides;
import dev.weir.pipelinefile.param.ParamTree;
import dev.weir.pipelinefile.param.Params;
import dev.weir.pipelinefile.render.Budget;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.render.OutsideNames;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.task.Pools;
import dev.weir.pipelinefile.task.Surroundings;
import dev.weir.pipelinefile.task.TaskDeclarations;
import dev.weir.pipelinefile.task.TaskReader;
import dev.weir.pipelinefile.task.TaskScope;
import dev.weir.pipelinefile.task.Tasks;
import dev.weir.pipelinefile.task.VariablesReader;
import dev.weir.pipelinefile.yaml.Node;
import dev.weir.pipelinefile.yaml.NodeReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a Pipelinefile with its params: text in, pipeline out, nothing on the disk looked at.
public final class PipelinefileReader {
    private final SourceText source;
    private final ReadRequest request;
    private final Diagnostics diagnostics = new Diagnostics();
    private final Budget budget = new Budget();
    private final OutsideNames outside;
    private final SortedMap<String, String> files = new TreeMap<>();

    private PipelinefileReader(SourceText source, ReadRequest request) {
        this.source = source;
        this.request = request;
        this.outside = new OutsideNames(request.environment(), diagnostics);
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
        List<Param> params = params(pipelineKeys()).all();
        diagnostics.throwIfErrors();
        return params;
    }

    private Loaded read() {
        Fields fields = pipelineKeys();
        Params params = params(fields);
        List<Param> known = params.all();
        Renderer renderer =
                new Renderer(
                        expression -> params.resolve(expression, "this place"),
                        diagnostics,
                        budget);
        Typed typed = new Typed(fields, renderer, diagnostics);
        version(typed);
        Tasks tasks = new Tasks(diagnostics);
        Pools pools = Pools.of(typed, diagnostics);
        Surroundings surroundings =
                new Surroundings(
                        params,
                        outside,
                        tasks,
                        new VariablesReader(renderer, diagnostics).read(fields.value(Key.ENV)),
                        temporary(typed),
                        pools,
                        request.steps(),
                        diagnostics,
                        budget);
        new TaskDeclarations(surroundings).read(fields);
        List<TaskName> targets = targets(typed, tasks);
        SequencedMap<TaskName, String> absent = absent(tasks);
        SequencedMap<TaskName, Task> read = new LinkedHashMap<>();
        for (TaskScope scope : tasks.all()) {
            new TaskReader(scope).read().ifPresent(task -> read.put(task.name(), task));
        }
        String name = typed.text(Key.NAME).orElse("");
        diagnostics.throwIfErrors();
        return new Loaded(
                new Pipeline(name, targets, read, absent, known, pools.sizes()),
                new Spans(source),
                diagnostics.all(),
                new Elsewhere(files, outside.asked()));
    }

    /// The keys at the top. Where there are none, nothing else can be read.
    private Fields pipelineKeys() {
        Optional<Node> document = NodeReader.read(source, diagnostics);
        if (document.isPresent() && document.get() instanceof Node.Mapping mapping) {
            return Fields.of(mapping, Key.Of.PIPELINE, diagnostics);
        }
        document.ifPresent(this::reportNoMapping);
        throw new DiagnosticException(diagnostics.all());
    }

    private void reportNoMapping(Node node) {
        boolean nothing = node instanceof Node.Scalar scalar && scalar.isNothing();
        diagnostics.error(
                node.span(),
                nothing
                        ? "the Pipelinefile is empty"
                        : "a Pipelinefile is a mapping, not " + Describe.wrong(node),
                "it starts with 'tasks:' and the first task below it");
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

    private Params params(Fields fields) {
        ParamTree.Group root = new ParamDeclarations(diagnostics).read(fields.value(Key.PARAMS));
        ParamOverrides overrides = new ParamOverrides(root, diagnostics);
        Typed typed = new Typed(fields, new Renderer(outside, diagnostics, budget), diagnostics);
        for (Typed.Item item : typed.texts(Key.PARAM_FILES)) {
            paramFile(item).ifPresent(overrides::file);
        }
        request.given().forEach(given -> overrides.given(given.path(), given.text()));
        return new Params(root, outside, diagnostics, budget);
    }

    private Optional<Node> paramFile(Typed.Item item) {
        String name = item.text();
        if (!name.endsWith(".yaml") && !name.endsWith(".yml") && !name.endsWith(".json")) {
            diagnostics.error(
                    item.node().span(),
                    "not a param file: " + Quoted.of(name),
                    "a param file ends in .yaml, .yml or .json");
            return Optional.empty();
        }
        Optional<SourceText> text = request.files().read(name);
        if (text.isEmpty()) {
            diagnostics.error(item.node().span(), "no param file " + Quoted.of(name));
        }
        text.ifPresent(file -> files.put(name, file.text()));
        return text.flatMap(file -> NodeReader.read(file, diagnostics));
    }

    private List<WorkspacePath> temporary(Typed typed) {
        List<WorkspacePath> folders = new ArrayList<>();
        for (Typed.Item item : typed.texts(Key.TEMPORARY)) {
            try {
                WorkspacePath folder = WorkspacePath.of(item.text());
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

    private List<TaskName> targets(Typed typed, Tasks tasks) {
        return typed.text(Key.DEFAULT)
                .flatMap(text ->
                        tasks.find(text, typed.fields().value(Key.DEFAULT).orElseThrow().span()))
                .orElse(List.of());
    }

    private static SequencedMap<TaskName, String> absent(Tasks tasks) {
        SequencedMap<TaskName, String> absent = new LinkedHashMap<>();
        for (TaskScope scope : tasks.all()) {
            scope.absence().ifPresent(reason -> absent.put(scope.name(), reason));
        }
        return absent;
    }
}
