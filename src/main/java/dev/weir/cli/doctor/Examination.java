package dev.weir.cli.doctor;

import dev.weir.build.upkeep.Storage;
import dev.weir.disk.CacheFolder;
import dev.weir.graph.TaskGraph;
import dev.weir.pipeline.Unseen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that is looked at.
///
/// @param root the workspace
/// @param storage where results are kept; empty when what is named cannot be a store
/// @param graph of the pipeline; empty when the Pipelinefile is not right
/// @param environment weir's own
public record Examination(
        Path root,
        Optional<Storage> storage,
        Optional<TaskGraph> graph,
        Map<String, String> environment) {
    /// What is found, each thing at least once, in a fixed order.
    public List<Finding> findings() throws IOException, InterruptedException {
        CacheFolder cache = new CacheFolder(root.resolve(Unseen.CACHE));
        List<Finding> findings = new ArrayList<>();
        if (graph.isPresent()) {
            findings.addAll(new ToolCheck(root, graph.get(), environment).findings());
        }
        findings.addAll(MachineCheck.findings());
        findings.addAll(DiskCheck.of(root, storage).findings());
        storage.ifPresent(
                place -> findings.add(new StoreCheck(new CacheFolder(place.folder())).finding()));
        findings.addAll(new StateCheck(root, cache, graph).findings());
        findings.add(GitCheck.finding(root));
        return findings;
    }
}
