package dev.weir.pipelinefile;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.SourceText;
import dev.weir.pipeline.Outside;
import dev.weir.pipelinefile.Elsewhere.DotenvFile;
import dev.weir.pipelinefile.dotenv.Dotenv;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.file.Home;
import dev.weir.pipelinefile.file.PipelineFile;
import dev.weir.pipelinefile.key.Fields;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The dotenv files of a Pipelinefile. They are read before anything that names a variable, so that
/// their paths hold no expressions.
public final class DotenvFiles {
    private final ReadRequest request;
    private final Diagnostics diagnostics;
    private final List<DotenvFile> files = new ArrayList<>();

    DotenvFiles(ReadRequest request, Diagnostics diagnostics) {
        this.request = request;
        this.diagnostics = diagnostics;
    }

    /// The variables a plan is to be read with; nothing when a file has to be complained of.
    public static Optional<Outside> again(List<DotenvFile> files, ReadRequest request) {
        SortedMap<String, String> variables = new TreeMap<>();
        Diagnostics silent = new Diagnostics();
        for (DotenvFile file : files) {
            Optional<SourceText> text = request.files().read(file.path());
            if (text.isEmpty() && !file.optional()) {
                return Optional.empty();
            }
            text.ifPresent(it -> variables.putAll(Dotenv.read(it, silent)));
        }
        return silent.errors() > 0
                ? Optional.empty()
                : Optional.of(new Outside(request.environment(), variables));
    }

    /// Reads `dotenv` of a file and of those it includes: a later one counts before an earlier one,
    /// one of the including file before those of the included.
    Outside read(PipelineFile pipeline) {
        return new Outside(request.environment(), variables(pipeline));
    }

    private SortedMap<String, String> variables(PipelineFile pipeline) {
        SortedMap<String, String> all = new TreeMap<>();
        Map<String, PipelineFile.Inclusion> by = new HashMap<>();
        Map<String, Meeting> meetings = new TreeMap<>();
        for (PipelineFile.Inclusion inclusion : pipeline.inclusions()) {
            inclusion
                    .file()
                    .map(this::variables)
                    .orElseGet(TreeMap::new)
                    .forEach((name, value) -> {
                        String before = all.put(name, value);
                        PipelineFile.Inclusion other = by.put(name, inclusion);
                        if (other != null && !value.equals(before)) {
                            meetings.put(name, new Meeting(other, inclusion));
                        }
                    });
        }
        SortedMap<String, String> own = own(pipeline);
        all.putAll(own);
        meetings.keySet().removeAll(own.keySet());
        meetings.forEach(this::warn);
        return all;
    }

    private SortedMap<String, String> own(PipelineFile pipeline) {
        SortedMap<String, String> own = new TreeMap<>();
        Home home = pipeline.home();
        switch (pipeline.fields().value(Key.DOTENV).orElse(null)) {
            case null -> {}
            case Node.Sequence(_, var items) -> items.forEach(item -> file(item, home, own));
            case Node one -> file(one, home, own);
        }
        return own;
    }

    /// Two files of which neither includes the other, but which give a variable different values.
    private record Meeting(PipelineFile.Inclusion earlier, PipelineFile.Inclusion later) {}

    private void warn(String name, Meeting meeting) {
        String later = Quoted.of(meeting.later().name());
        diagnostics.warning(
                meeting.later().at(),
                "the dotenv files of "
                        + Quoted.of(meeting.earlier().name())
                        + " and "
                        + later
                        + " give "
                        + name
                        + " different values: that of "
                        + later
                        + " counts for all tasks",
                "set it in a dotenv file of this Pipelinefile, or give one of them another name");
    }

    /// Those that were read, in order.
    List<DotenvFile> files() {
        return files;
    }

    private void file(Node node, Home home, Map<String, String> to) {
        switch (node) {
            case Node.Scalar path -> file(path, false, home, to);
            case Node.Mapping mapping -> {
                Fields fields = Fields.of(mapping, Key.Of.DOTENV, diagnostics);
                Node path = fields.value(Key.DOTENV_PATH).orElse(null);
                if (path instanceof Node.Scalar scalar) {
                    file(scalar, isOptional(fields), home, to);
                } else if (!fields.isBroken()) {
                    diagnostics.error(node.span(), "a dotenv file needs a 'path'");
                }
            }
            case Node.Sequence list ->
                    diagnostics.error(list.span(), "a dotenv file is a path, not a list");
        }
    }

    private boolean isOptional(Fields fields) {
        Optional<Node> node = fields.value(Key.DOTENV_OPTIONAL);
        String word = node.isPresent() && node.get() instanceof Node.Scalar it ? it.text() : "";
        if (node.isPresent() && !word.equals("true") && !word.equals("false")) {
            diagnostics.error(
                    node.get().span(),
                    "'optional' takes true or false, not " + Describe.wrong(node.get()));
        }
        return word.equals("true");
    }

    private void file(Node.Scalar path, boolean optional, Home home, Map<String, String> to) {
        String name = path.text();
        if (Interpolation.isIn(name)) {
            diagnostics.error(
                    path.span(),
                    "the path of a dotenv file holds no expression",
                    "these files are read before params and variables are known");
            return;
        }
        String place = home.path(name);
        Optional<SourceText> text = name.isBlank() ? Optional.empty() : request.files().read(place);
        if (text.isEmpty() && !optional) {
            diagnostics.error(
                    path.span(),
                    "no dotenv file " + Quoted.of(name),
                    "if it need not be there, write { path: "
                            + Quoted.harmless(name)
                            + ", optional: true }");
        }
        files.add(new DotenvFile(place, optional));
        text.ifPresent(it -> to.putAll(Dotenv.read(it, diagnostics)));
    }
}
