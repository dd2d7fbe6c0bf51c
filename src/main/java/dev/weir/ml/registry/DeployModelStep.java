package dev.weir.ml.registry;

import com.google.gson.JsonObject;
import dev.weir.ml.data.Counts;
import dev.weir.ml.data.JsonFile;
import dev.weir.step.Default;
import dev.weir.step.Help;
import dev.weir.step.Step;
import dev.weir.step.StepContext;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

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
        var receipt = Receipt.read(context.input("saved"));
        var version = receipt.of(context.workspace()).version(receipt.version());
        var deployments = new Deployments(context.workspace().resolve(settings.deployments()));
        var current = current(context, deployments);
        if (current.isEmpty()) {
            context.log("nothing to compare with is deployed as %s".formatted(settings.to()));
        } else if (current.get().id().equals(version.id())) {
            context.log("%s is the deployed version".formatted(version.id()));
        } else {
            compare(context, current.get(), version);
        }
        var other = current.filter(deployed -> !deployed.id().equals(version.id()));
        var from = other.isPresent() ? other.get().said() + " → " : "";
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        deployments.deploy(settings.to(), version, now);
        JsonFile.write(
                context.output("receipt"), json(settings.to(), receipt, current, now.toString()));
        context.announce("%s: %s%s".formatted(settings.to(), from, version.said()));
    }

    /// The deployed version; none when it cannot be asked any more, for then any other is better.
    private static Optional<Version> current(StepContext<Settings> context, Deployments deployments)
            throws IOException {
        try {
            var current = deployments.current(context.settings().to());
            var flaw = current.isPresent() ? current.get().flaw() : Optional.<String>empty();
            flaw.ifPresent(why -> context.log("what is deployed cannot be asked: " + why));
            return flaw.isPresent() ? Optional.empty() : current;
        } catch (StepFailure e) {
            context.log(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static JsonObject json(
            String to, Receipt receipt, Optional<Version> before, String at) {
        var json = new JsonObject();
        json.addProperty("deployment", to);
        json.addProperty("name", receipt.name());
        json.addProperty("version", receipt.version());
        json.addProperty("label", receipt.label());
        json.addProperty("before", before.map(Version::id).orElse(""));
        json.addProperty("at", at);
        return json;
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
