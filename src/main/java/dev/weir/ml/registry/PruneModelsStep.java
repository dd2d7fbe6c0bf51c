package dev.weir.ml.registry;

import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Step;
import dev.weir.step.StepContext;

/// Removes the oldest versions of a model, never a deployed one, and what interrupted runs left in
/// the registry.
public final class PruneModelsStep implements Step<PruneModelsStep.Settings> {
    @Override
    public void run(StepContext<Settings> context) throws Exception {
        var settings = context.settings();
        var workspace = context.workspace();
        var registry =
                new Registry(workspace.resolve(settings.registry()).resolve(settings.name()));
        var deployed = new Deployments(workspace.resolve(settings.deployments()));
        var gone = registry.prune(settings.keep(), deployed);
        context.log(
                gone.isEmpty()
                        ? "nothing to remove: %d saved, the newest %d and what is deployed stay"
                                .formatted(registry.versions().size(), settings.keep())
                        : "removed " + String.join(", ", gone));
    }

    /// @param keep how many of the newest versions stay, deployed or not
    public record Settings(
            @Help("The model's name in the registry") String name,
            @Help("How many of the newest versions stay") @Default("10") int keep,
            @Help("The folder of all models") @Default("artifacts/registry") String registry,
            @Help("The folder of deployments") @Default("artifacts/deployments")
                    String deployments) {
        public Settings {
            if (keep < 1) {
                throw new IllegalArgumentException("keep is %d, below 1".formatted(keep));
            }
        }
    }
}
