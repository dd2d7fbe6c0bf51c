package dev.weir.cli.doctor;

import dev.weir.build.upkeep.Storage;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.IoText;
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
    private interface Check {
        List<Finding> findings() throws IOException, InterruptedException;
    }

    /// What is found, each thing at least once, in a fixed order.
    public List<Finding> findings() throws InterruptedException {
        CacheFolder cache = new CacheFolder(root.resolve(Unseen.CACHE));
        List<Finding> findings = new ArrayList<>();
        if (graph.isPresent()) {
            findings.addAll(new ToolCheck(root, graph.get(), environment).findings());
        }
        findings.addAll(MachineCheck.findings());
        findings.addAll(of("disk", DiskCheck.of(root, storage)::findings));
        if (storage.isPresent()) {
            StoreCheck store = new StoreCheck(new CacheFolder(storage.get().folder()));
            findings.addAll(of("cache", () -> List.of(store.finding())));
        }
        StateCheck state = new StateCheck(root, cache, graph);
        findings.addAll(of("locks", () -> List.of(state.locks())));
        findings.addAll(of("state", () -> List.of(state.known())));
        findings.addAll(of("crashes", () -> List.of(state.killed())));
        findings.addAll(of("git", () -> List.of(GitCheck.finding(root))));
        return findings;
    }

    /// What may not be looked at is a finding as well.
    private static List<Finding> of(String subject, Check check) throws InterruptedException {
        try {
            return check.findings();
        } catch (IOException refused) {
            return List.of(
                    Finding.bad(
                            subject,
                            "cannot be looked at: " + IoText.of(refused),
                            "change who may read it"));
        }
    }
}
