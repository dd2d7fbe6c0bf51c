package dev.weir.pipelinefile.param;

import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.Diagnostic.Where;
import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts what param files and command line say to the params they mean.
public final class ParamOverrides {
    private final ParamTree.Group root;
    private final Diagnostics diagnostics;

    public ParamOverrides(ParamTree.Group root, Diagnostics diagnostics) {
        this.root = root;
        this.diagnostics = diagnostics;
    }

    /// The document of a param file, shaped as the params are.
    ///
    /// @param file all params of the file that asks for it
    public void file(Node document, ParamTree.Group file) {
        switch (document) {
            case Node.Mapping mapping -> apply(root, mapping, file);
            case Node.Scalar scalar when scalar.isNothing() -> {}
            default ->
                    diagnostics.error(
                            document.span(),
                            "a param file holds a mapping of params, not "
                                    + Describe.wrong(document));
        }
    }

    private void apply(ParamTree.Group group, Node.Mapping mapping, ParamTree.Group file) {
        for (Node.Entry entry : mapping.entries()) {
            switch (group.members().get(entry.name())) {
                case null -> reportUnknown(group, entry);
                case ParamTree.Leaf leaf ->
                        leaf.said().add(new ParamTree.Said.InFile(entry.value(), file));
                case ParamTree.Group inner when entry.value() instanceof Node.Mapping values ->
                        apply(inner, values, file);
                case ParamTree.Group inner ->
                        diagnostics.error(
                                entry.value().span(),
                                Quoted.of(inner.path())
                                        + " is a group of params, not "
                                        + Describe.wrong(entry.value()));
            }
        }
    }

    private void reportUnknown(ParamTree.Group group, Node.Entry entry) {
        if (group.isBroken()) {
            return;
        }
        diagnostics.error(
                entry.key().span(),
                "no param named " + Quoted.of(group.pathOf(entry.name())),
                diagnostics.suggestion(entry.name(), group.members().keySet()));
    }

    /// A value given on the command line.
    ///
    /// @param path dotted, or the name of a top-level param
    public void given(String path, String text) {
        Where where = new Where.Named("--param " + path + "=" + text);
        switch (find(path)) {
            case null ->
                    diagnostics.add(
                            Diagnostic.error(
                                    where,
                                    "no param named " + Quoted.of(path),
                                    diagnostics.suggestion(path, paths())));
            case ParamTree.Leaf leaf ->
                    leaf.said().add(new ParamTree.Said.OnCommandLine(where, text));
            case ParamTree.Group group ->
                    diagnostics.add(
                            Diagnostic.error(
                                    where,
                                    Quoted.of(group.path()) + " is a group of params",
                                    group.members().isEmpty()
                                            ? ""
                                            : "set one of them: "
                                                    + group.pathOf(
                                                            group.members()
                                                                    .firstEntry()
                                                                    .getKey())));
        }
    }

    /// The param of a path; `trips-file` also finds `trips_file`.
    private @Nullable ParamTree find(String path) {
        ParamTree at = root;
        for (String name : names(path)) {
            if (!(at instanceof ParamTree.Group group)) {
                return null;
            }
            ParamTree member = group.members().get(name);
            at = member == null ? group.members().get(name.replace('-', '_')) : member;
        }
        return at;
    }

    private static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        int start = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
            names.add(path.substring(start, dot));
            start = dot + 1;
        }
        names.add(path.substring(start));
        return names;
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        collect(root, paths);
        return paths;
    }

    private static void collect(ParamTree.Group group, List<String> paths) {
        for (ParamTree member : group.members().values()) {
            paths.add(member.path());
            if (member instanceof ParamTree.Group inner) {
                collect(inner, paths);
            }
        }
    }
}
