package dev.weir.pipelinefile.param;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.CoreSchema;
import dev.weir.pipeline.Param;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.key.Fields;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.render.Budget;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.render.Resolution;
import dev.weir.pipelinefile.yaml.Node;
import java.util.List;
import java.util.Optional;

/// Reads `params:`: which params there are, before any value is known.
public final class ParamDeclarations {
    private final ParamTree.Group root;
    private final Diagnostics diagnostics;

    /// @param root gets the params of the file
    public ParamDeclarations(ParamTree.Group root, Diagnostics diagnostics) {
        this.root = root;
        this.diagnostics = diagnostics;
    }

    public ParamTree.Group read(Optional<Node> node) {
        node.ifPresent(params -> {
            if (params instanceof Node.Mapping mapping) {
                readInto(root, mapping);
            } else {
                diagnostics.error(
                        params.span(),
                        "'params' takes "
                                + Key.PARAMS.takes().text()
                                + ", not "
                                + Describe.wrong(params));
                root.breakUp();
            }
        });
        return root;
    }

    private void readInto(ParamTree.Group group, Node.Mapping mapping) {
        for (Node.Entry entry : mapping.entries()) {
            String path = group.pathOf(entry.name());
            if (!Interpolation.isName(entry.name())) {
                diagnostics.error(
                        entry.key().span(),
                        "not a name of a param: " + Quoted.of(entry.name()),
                        "names are letters, digits, '_' and '-'");
                group.breakUp();
            } else {
                group.members().put(entry.name(), member(path, entry));
            }
        }
    }

    private ParamTree member(String path, Node.Entry entry) {
        if (!(entry.value() instanceof Node.Mapping mapping)) {
            return new ParamTree.Leaf(plain(path, entry), root);
        }
        if (mapping.entry(Key.PARAM_DEFAULT.word()).isPresent()) {
            return new ParamTree.Leaf(declared(path, entry, mapping), root);
        }
        warnOfMissingDefault(entry, mapping);
        ParamTree.Group group = new ParamTree.Group(path);
        readInto(group, mapping);
        return group;
    }

    private ParamTree.Declaration plain(String path, Node.Entry entry) {
        boolean nothing = entry.value() instanceof Node.Scalar scalar && scalar.isNothing();
        if (nothing) {
            diagnostics.error(
                    entry.key().span(),
                    "the param " + Quoted.of(path) + " has no value",
                    "write \"\" for an empty text");
        } else {
            warnOfText(entry.value());
        }
        return new ParamTree.Declaration(
                path,
                entry.key().span(),
                nothing,
                Optional.empty(),
                entry.value(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "");
    }

    private ParamTree.Declaration declared(String path, Node.Entry entry, Node.Mapping mapping) {
        Fields fields = Fields.of(mapping, Key.Of.PARAM, diagnostics);
        Optional<Node> initial = fields.value(Key.PARAM_DEFAULT);
        Optional<Param.Type> type = fields.value(Key.TYPE).flatMap(this::type);
        boolean broken = initial.isEmpty() || fields.has(Key.TYPE) && type.isEmpty();
        if (type.isEmpty()) {
            initial.ifPresent(this::warnOfText);
        }
        Renderer texts = new Renderer(_ -> new Resolution.Unknown(), diagnostics, new Budget());
        return new ParamTree.Declaration(
                path,
                entry.key().span(),
                broken,
                type,
                initial.orElse(mapping),
                fields.value(Key.MIN),
                fields.value(Key.MAX),
                choices(fields),
                fields.value(Key.PARAM_HELP)
                        .flatMap(help -> texts.text(help, "'help'"))
                        .orElse(""));
    }

    private Optional<Param.Type> type(Node node) {
        Optional<Param.Type> type =
                node instanceof Node.Scalar scalar
                        ? ParamTypes.named(scalar.text())
                        : Optional.empty();
        if (type.isEmpty()) {
            diagnostics.error(
                    node.span(),
                    node instanceof Node.Scalar scalar
                            ? "no type named " + Quoted.of(scalar.text())
                            : "'type' takes a text, not " + Describe.wrong(node),
                    "types are " + Key.TYPE.takes().text());
        }
        return type;
    }

    private List<Node> choices(Fields fields) {
        Optional<Node> choices = fields.value(Key.CHOICES);
        if (choices.isPresent() && choices.get() instanceof Node.Sequence(var span, var items)) {
            if (items.isEmpty()) {
                diagnostics.error(span, "'choices' is empty: no value would be allowed");
            }
            return items;
        }
        choices.ifPresent(node ->
                diagnostics.error(
                        node.span(), "'choices' takes a list, not " + Describe.wrong(node)));
        return List.of();
    }

    /// `{ type: int, help: … }` is a group of two params, which is hardly meant.
    private void warnOfMissingDefault(Node.Entry entry, Node.Mapping mapping) {
        boolean declares =
                !mapping.entries().isEmpty()
                        && mapping.entries().stream()
                                .allMatch(e -> Key.find(Key.Of.PARAM, e.name()).isPresent());
        if (declares) {
            diagnostics.warning(
                    entry.key().span(),
                    Quoted.of(entry.name()) + " has no 'default', so it is a group of params",
                    "give it a default to declare a param");
        }
    }

    private void warnOfText(Node value) {
        if (value instanceof Node.Scalar scalar
                && scalar.plain()
                && (CoreSchema.looksLikeFlag(scalar.text())
                        || CoreSchema.looksLikeNumber(scalar.text()))) {
            diagnostics.warning(
                    scalar.span(),
                    Quoted.of(scalar.text()) + " is a text",
                    CoreSchema.looksLikeFlag(scalar.text())
                            ? "write true or false, or put it in quotes"
                            : "write the number without its leading zero, or put it in quotes");
        }
    }
}
