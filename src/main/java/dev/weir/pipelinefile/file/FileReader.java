package dev.weir.pipelinefile.file;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.SourceText;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.key.Fields;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.yaml.Node;
import dev.weir.pipelinefile.yaml.NodeReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Reads the keys of the Pipelinefile, and the files it includes, and the files they include. An
/// empty answer means that what is wrong was reported.
public final class FileReader {
    private static final int MOST_FILES = 500;
    private static final int DEEPEST = 20;

    private final OtherTexts texts;
    private final Diagnostics diagnostics;
    private final SequencedSet<WorkspacePath> open = new LinkedHashSet<>();
    private int files;

    public FileReader(OtherTexts texts, Diagnostics diagnostics) {
        this.texts = texts;
        this.diagnostics = diagnostics;
    }

    /// The Pipelinefile itself.
    public Optional<PipelineFile> read(SourceText text) {
        return read(text, Home.TOP);
    }

    private Optional<PipelineFile> read(SourceText text, Home home) {
        Optional<Node> document = NodeReader.read(text, diagnostics);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        if (!(document.get() instanceof Node.Mapping mapping)) {
            reportNoMapping(document.get());
            return Optional.empty();
        }
        Fields fields = Fields.of(mapping, Key.Of.PIPELINE, diagnostics);
        open.add(home.file());
        List<PipelineFile.Inclusion> inclusions =
                fields.value(Key.INCLUDE).map(node -> inclusions(node, home)).orElse(List.of());
        open.remove(home.file());
        return Optional.of(new PipelineFile(home, fields, inclusions));
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

    private List<PipelineFile.Inclusion> inclusions(Node node, Home home) {
        if (!(node instanceof Node.Sequence(_, var items))) {
            diagnostics.error(
                    node.span(),
                    "'include' takes "
                            + Key.INCLUDE.takes().text()
                            + ", not "
                            + Describe.wrong(node),
                    "write - { path: DIR/Pipelinefile.yaml, as: NAME }");
            return List.of();
        }
        List<PipelineFile.Inclusion> inclusions = new ArrayList<>();
        for (Node item : items) {
            inclusion(item, home)
                    .filter(inclusion -> isNew(inclusion, inclusions))
                    .ifPresent(inclusions::add);
        }
        return inclusions;
    }

    private boolean isNew(
            PipelineFile.Inclusion inclusion, List<PipelineFile.Inclusion> inclusions) {
        boolean taken =
                inclusions.stream().anyMatch(other -> other.name().equals(inclusion.name()));
        if (taken) {
            diagnostics.error(
                    inclusion.at(),
                    "another file is included as " + Quoted.of(inclusion.name()),
                    "give each a name of its own");
        }
        return !taken;
    }

    private Optional<PipelineFile.Inclusion> inclusion(Node item, Home home) {
        if (!(item instanceof Node.Mapping mapping)) {
            diagnostics.error(
                    item.span(),
                    "a file is included by a mapping with 'path' and 'as', not "
                            + Describe.wrong(item),
                    "write { path: DIR/Pipelinefile.yaml, as: NAME }");
            return Optional.empty();
        }
        Fields fields = Fields.of(mapping, Key.Of.INCLUDE, diagnostics);
        Optional<Node.Scalar> path = text(fields, Key.FILE_PATH);
        Optional<Node.Scalar> name = text(fields, Key.FILE_AS).filter(this::isName);
        if (path.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        String namespace = home.name(name.get().text());
        return Optional.of(
                new PipelineFile.Inclusion(
                        name.get().text(),
                        name.get().span(),
                        fields.value(Key.FILE_PARAMS),
                        path(path.get(), home)
                                .map(file -> new Home(namespace, file))
                                .flatMap(there -> included(path.get(), there))));
    }

    /// Expressions have no meaning here: which files there are must be known before any param is.
    private Optional<Node.Scalar> text(Fields fields, Key key) {
        Optional<Node> node = fields.value(key);
        if (node.isEmpty()) {
            if (!fields.isBroken()) {
                diagnostics.error(
                        fields.keySpan(key),
                        "an included file needs " + Quoted.of(key.word()),
                        "write { path: DIR/Pipelinefile.yaml, as: NAME }");
            }
            return Optional.empty();
        }
        if (node.get() instanceof Node.Scalar scalar) {
            boolean fixed = !Interpolation.isIn(scalar.text());
            if (!fixed) {
                diagnostics.error(
                        scalar.span(), Quoted.of(key.word()) + " of a file takes no expressions");
            }
            return Optional.of(scalar).filter(_ -> fixed);
        }
        diagnostics.error(
                node.get().span(),
                Quoted.of(key.word()) + " takes a text, not " + Describe.wrong(node.get()));
        return Optional.empty();
    }

    private boolean isName(Node.Scalar name) {
        boolean fine = TaskName.isSimple(name.text());
        if (!fine) {
            diagnostics.error(
                    name.span(),
                    "not a name for a file: " + Quoted.of(name.text()),
                    "names are letters, digits, '_' and '-', and do not start with '-'");
        }
        return fine;
    }

    private Optional<WorkspacePath> path(Node.Scalar node, Home home) {
        try {
            WorkspacePath path = WorkspacePath.of(home.path(node.text()));
            if (!path.isInside()) {
                diagnostics.error(
                        node.span(),
                        "an included file must lie inside the folder of the Pipelinefile: "
                                + Quoted.of(node.text()),
                        "tasks could not make outputs beside it");
                return Optional.empty();
            }
            if (PathPattern.of(path.text()).isGlob()) {
                diagnostics.error(node.span(), "a file is included by its path, not by a glob", "");
                return Optional.empty();
            }
            return Optional.of(path);
        } catch (IllegalArgumentException wrong) {
            diagnostics.error(node.span(), String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<PipelineFile> included(Node.Scalar path, Home home) {
        if (open.contains(home.file())) {
            List<String> circle = new ArrayList<>();
            open.forEach(file -> circle.add(file.text()));
            diagnostics.error(
                    path.span(),
                    "files include each other in a circle: "
                            + String.join(
                                    " → ",
                                    circle.subList(
                                            circle.indexOf(home.file().text()), circle.size()))
                            + " → "
                            + home.file());
            return Optional.empty();
        }
        if (++files > MOST_FILES || open.size() > DEEPEST) {
            diagnostics.error(
                    path.span(),
                    "more than "
                            + (files > MOST_FILES ? MOST_FILES + " files are" : DEEPEST + " files")
                            + (files > MOST_FILES ? " included" : " include each other"));
            return Optional.empty();
        }
        Optional<SourceText> text = texts.read(home.file().text());
        if (text.isEmpty()) {
            diagnostics.error(
                    path.span(),
                    "no file " + Quoted.of(home.file().text()),
                    path.text().endsWith(".yaml") || path.text().endsWith(".yml")
                            ? ""
                            : "a Pipelinefile is included by its whole path: "
                                    + Quoted.harmless(path.text())
                                    + "/Pipelinefile.yaml");
        }
        return text.flatMap(file -> read(file, home));
    }
}
