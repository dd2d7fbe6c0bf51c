package dev.weir.build;

import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildReport;
import dev.weir.build.event.Events;
import dev.weir.build.upkeep.Storage;
import dev.weir.build.upkeep.Tending;
import dev.weir.build.upkeep.Upkeep;
import dev.weir.cache.garbage.Budget;
import dev.weir.cache.garbage.Selection;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.IoText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Looks after the store when a build has added to it, and says what went. Whatever goes wrong with
/// that costs room, and no build.
final class Collecting {
    private final BuildSetup setup;
    private final Upkeep upkeep;

    Collecting(BuildSetup setup) {
        this.setup = setup;
        this.upkeep =
                new Upkeep(
                        new CacheFolder(setup.cache()), setup.storage(), setup.clock(), () -> {});
    }

    /// The workspace builds with the store from now on.
    void begin(Events events) throws IOException {
        Path store = setup.storage().folder();
        if (!setup.storage().isShared()) {
            return;
        }
        if (Files.exists(store) && !Files.isWritable(store)) {
            events.on(
                    new BuildEvent.Warned(
                            "the store '"
                                    + store
                                    + "' cannot be written: results are restored from it, and none are added"));
        } else {
            upkeep.share();
        }
    }

    /// The report with what the store holds now. Needs the workspace's lock alone.
    BuildReport after(BuildReport report, Events events) {
        if (report.stored() == 0) {
            return report;
        }
        try {
            Tending.Tended tended = tending(events).after(report.stored());
            tended.collected().ifPresent(selection -> events.on(collected(selection)));
            return report.holding(tended.bytes());
        } catch (IOException refused) {
            events.on(new BuildEvent.Warned("cannot look after the store: " + IoText.of(refused)));
            return report;
        }
    }

    private Tending tending(Events events) {
        Optional<Budget> budget = setup.storage().budget();
        if (budget.isEmpty()) {
            events.on(
                    new BuildEvent.Warned(
                            Storage.KEEP
                                    + " is no budget ('"
                                    + setup.storage().words()
                                    + "'), so nothing is collected: write a size, a time or both, '50GB 30d', or 'all'"));
        }
        return new Tending(
                upkeep,
                new CacheFolder(setup.storage().folder()),
                budget.orElse(Budget.ALL),
                setup.clock().instant());
    }

    private static BuildEvent collected(Selection selection) {
        return new BuildEvent.Collected(
                selection.results().size(), selection.freed(), selection.left());
    }
}
