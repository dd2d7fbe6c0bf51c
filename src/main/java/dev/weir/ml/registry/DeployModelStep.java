package dev.weir.ml.registry;

import com.google.gson.JsonObject;
import dev.weir.ml.data.Counts;
import dev.weir.ml.data.JsonFile;
import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Puts the version that `saved`, the receipt of `save-model`, names in the place of the deployed
/// one, unless that one is better on the rows this run judges on.
///
/// Both are asked about the same rows: those of the table `judge`, the new model by its features,
/// the deployed one by its own SQL from the raw rows in `rows`, since it may want other features.
public final class DeployModelStep implements Step<DeployModelStep.Settings> {
    private final InstantSource clock;

    public DeployModelStep() {
        this(InstantSource.system());
    }

    DeployModelStep(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run(StepContext<Settings> context) throws Exception {
        var settings = context.settings();
        var workspace = context.workspace();
        var receipt = Receipt.read(context.input("saved"));
        var version = receipt.of(workspace).version(receipt.version());
        var deployments = new Deployments(workspace.resolve(settings.deployments()));
        var current = deployments.current(settings.to());
        var result = new JsonObject();
        result.addProperty("deployment", settings.to());
        result.addProperty("name", receipt.name());
        result.addProperty("version", version.id());
        result.addProperty("label", receipt.label());
        if (current.isEmpty()) {
            context.log("nothing is deployed as %s yet".formatted(settings.to()));
        } else if (current.get().id().equals(version.id())) {
            context.log("%s is the deployed version".formatted(version.id()));
        } else {
            compare(context, current.get(), version);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        deployments.deploy(settings.to(), version, now);
        result.addProperty("before", current.map(Version::id).orElse(""));
        result.addProperty("at", now.toString());
        JsonFile.write(context.output("receipt"), result);
        context.announce(
                current.isPresent()
                        ? "%s: %s → %s"
                                .formatted(settings.to(), current.get().said(), version.said())
                        : "%s: %s".formatted(settings.to(), version.said()));
    }

    private static void compare(StepContext<Settings> context, Version deployed, Version version)
            throws Exception {
        double tolerance = context.settings().tolerance();
        var scores = Scores.of(context, deployed, version);
        context.log(
                String.format(
                        Locale.ROOT,
                        "on %s rows: rmse %.4f, the deployed %s has %.4f",
                        Counts.text(scores.rows()),
                        scores.fresh(),
                        deployed.said(),
                        scores.deployed()));
        if (!(scores.fresh() <= scores.deployed() * (1 + tolerance))) {
            throw new StepFailure(
                    String.format(
                            Locale.ROOT,
                            "%s is worse than the deployed %s: rmse %.4f, which is more than %.4f + %s %%; %s stays",
                            version.said(),
                            deployed.said(),
                            scores.fresh(),
                            scores.deployed(),
                            String.format(Locale.ROOT, "%.4g", 100 * tolerance)
                                    .replaceAll("\\.?0+$", ""),
                            deployed.id()));
        }
    }

    /// @param to the deployment's name
    /// @param deployments the folder of deployments, relative to the Pipelinefile
    /// @param tolerance how much worse the new model may be: 0.05 for 5 % of the deployed one's
    ///   RMSE
    public record Settings(
            @Help("The name that is pointed at the version") @Default("production") String to,
            @Help("The folder of deployments") @Default("artifacts/deployments") String deployments,
            @Help("How much worse than the deployed model a new one may be, as a share of its rmse")
                    @Default("0.05")
                    double tolerance) {
        public Settings {
            if (!(tolerance >= 0)) {
                throw new IllegalArgumentException("tolerance is %s, below 0".formatted(tolerance));
            }
        }
    }
}
