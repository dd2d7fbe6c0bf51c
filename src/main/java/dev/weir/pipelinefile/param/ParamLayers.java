package dev.weir.pipelinefile.param;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipelinefile.file.PipelineFile;
import dev.weir.pipelinefile.key.Key;
import dev.weir.pipelinefile.yaml.Node;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Declares the params of all files, those of an included one under its name, and puts the values
/// to them that files say, the later over the earlier: the default, the file's own param files,
/// what it is included with, the param files of the one that includes it.
public final class ParamLayers {
    private final Function<PipelineFile, List<Node>> paramFiles;
    private final Diagnostics diagnostics;
    private final IdentityHashMap<PipelineFile, ParamTree.Group> groups = new IdentityHashMap<>();

    /// @param paramFiles the documents of the param files that a file asks for, in order
    public ParamLayers(Function<PipelineFile, List<Node>> paramFiles, Diagnostics diagnostics) {
        this.paramFiles = paramFiles;
        this.diagnostics = diagnostics;
    }

    /// Declares the params of a file and of those it includes.
    public ParamTree.Group declare(PipelineFile file) {
        ParamTree.Group group = new ParamTree.Group(file.home().namespace());
        groups.put(file, group);
        new ParamDeclarations(group, diagnostics).read(file.fields().value(Key.PARAMS));
        for (PipelineFile.Inclusion inclusion : file.inclusions()) {
            include(inclusion, group);
        }
        ParamOverrides overrides = new ParamOverrides(group, diagnostics);
        paramFiles.apply(file).forEach(document -> overrides.file(document, group));
        return group;
    }

    private void include(PipelineFile.Inclusion inclusion, ParamTree.Group group) {
        String name = inclusion.name();
        if (group.members().containsKey(name)) {
            diagnostics.error(
                    inclusion.at(),
                    "there is a param named " + Quoted.of(name) + " already",
                    "the params of the file stand below this name: choose another, or write their"
                            + " values here: { path: …, as: "
                            + name
                            + ", params: { … } }");
            return;
        }
        Optional<ParamTree.Group> declared = inclusion.file().map(this::declare);
        ParamTree.Group members = declared.orElseGet(() -> new ParamTree.Group(group.pathOf(name)));
        if (declared.isEmpty()) {
            members.breakUp();
        }
        group.members().put(name, members);
        ParamOverrides overrides = new ParamOverrides(members, diagnostics);
        inclusion.params().ifPresent(values -> overrides.file(values, group));
    }

    /// The params of a file that was declared.
    public ParamTree.Group of(PipelineFile file) {
        return groups.getOrDefault(file, new ParamTree.Group(file.home().namespace()));
    }
}
