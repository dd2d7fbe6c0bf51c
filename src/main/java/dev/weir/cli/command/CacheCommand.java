package dev.weir.cli.command;

import dev.weir.build.upkeep.Storage;
import dev.weir.build.upkeep.Upkeep;
import dev.weir.cache.garbage.Budget;
import dev.weir.cache.garbage.Inspection;
import dev.weir.cache.garbage.Selection;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Mistake;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.Suggestion;
import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.Quantities;
import dev.weir.pipeline.Unseen;
import dev.weir.report.Sizes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says what the store of results holds, collects what is not needed, verifies all of it, empties
/// it. Works also where the Pipelinefile is broken.
final class CacheCommand implements Command {
    private static final List<String> ACTIONS = List.of("info", "gc", "verify", "clear");

    @Override
    public String synopsis() {
        return """
        weir cache info [OPTION…]
               weir cache gc [OPTION…]
               weir cache verify [OPTION…]
               weir cache clear [OPTION…]\
        """;
    }

    @Override
    public String help() {
        return "Show, collect, verify or empty the store of results";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "weir cache info  # what it holds, and for which tasks",
                "weir cache gc --keep 10GB --older 30d  # what is needed now stays in any case",
                "weir cache gc -n  # what the usual budget would drop",
                "weir cache verify  # read all of it, remove what is damaged",
                "weir cache clear  # outputs stay, nothing can be restored");
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.KEEP, Option.OLDER, Option.DRY_RUN, Option.SHARED, Option.JSON);
    }

    @Override
    public ExitCode run(Call call) throws IOException, InterruptedException {
        List<String> operands = call.arguments().operands();
        String action = operands.isEmpty() ? "" : operands.getFirst();
        if (!ACTIONS.contains(action)) {
            String suggestion = Suggestion.among(ACTIONS, action);
            throw Mistake.of(
                    action.isEmpty()
                            ? "cache needs a word that says what to do"
                            : "cache cannot " + Quoted.of(action),
                    suggestion.isEmpty() ? "write info, gc, verify or clear" : suggestion);
        }
        if (operands.size() > 1) {
            throw Mistake.of("unexpected argument " + Quoted.of(operands.get(1)), "");
        }
        checkOptions(call, action);
        Upkeep upkeep = upkeep(call);
        return switch (action) {
            case "info" -> info(call, upkeep);
            case "gc" -> collect(call, upkeep);
            case "verify" -> verify(call, upkeep);
            default -> clear(call, upkeep);
        };
    }

    private static void checkOptions(Call call, String action) {
        for (Option option : List.of(Option.KEEP, Option.OLDER, Option.DRY_RUN)) {
            if (call.arguments().has(option) && !action.equals("gc")) {
                throw Mistake.of("option '" + option.full() + "' goes with 'weir cache gc'", "");
            }
        }
        if (call.arguments().has(Option.SHARED) && !action.equals("clear")) {
            throw Mistake.of("option '--shared' goes with 'weir cache clear'", "");
        }
    }

    private static Upkeep upkeep(Call call) {
        return new Upkeep(
                new CacheFolder(call.root().resolve(Unseen.CACHE)),
                call.storage(),
                call.session().clock(),
                () -> call.warn("waiting for another weir that uses the store"));
    }

    private static ExitCode info(Call call, Upkeep upkeep) throws IOException {
        CacheInfo info =
                new CacheInfo(
                        call.shown(call.storage().folder()),
                        upkeep.holdings(usualBudget(call)),
                        usualBudget(call),
                        call.session().clock().instant());
        if (call.arguments().has(Option.JSON)) {
            call.printJson(info.json());
        } else {
            call.print(info.text());
        }
        return ExitCode.DONE;
    }

    private static ExitCode collect(Call call, Upkeep upkeep)
            throws IOException, InterruptedException {
        boolean dry = call.arguments().has(Option.DRY_RUN);
        Budget budget = budget(call);
        Selection selection = dry ? upkeep.selection(budget) : upkeep.collect(budget);
        if (call.arguments().has(Option.JSON)) {
            call.printJson(CollectedText.json(selection, dry));
        } else {
            call.print(CollectedText.of(selection, budget, dry));
        }
        return ExitCode.DONE;
    }

    private static Budget budget(Call call) {
        Optional<Long> keep =
                call.arguments()
                        .value(Option.KEEP)
                        .map(text ->
                                Quantities.bytes(text)
                                        .orElseThrow(() -> unfit("--keep", "a size: 10GB", text)));
        Optional<Duration> older =
                call.arguments()
                        .value(Option.OLDER)
                        .map(text ->
                                Quantities.duration(text)
                                        .orElseThrow(() -> unfit("--older", "a time: 30d", text)));
        return keep.isEmpty() && older.isEmpty() ? usualBudget(call) : new Budget(keep, older);
    }

    private static RuntimeException unfit(String option, String what, String text) {
        return Mistake.of("option '" + option + "' needs " + what + ", not " + Quoted.of(text), "");
    }

    /// What holds where the command line says nothing.
    static Budget usualBudget(Call call) {
        Storage storage = call.storage();
        return storage.budget()
                .orElseThrow(() ->
                        Mistake.of(
                                Storage.KEEP + " is no budget: " + Quoted.of(storage.words()),
                                "write a size, a time or both, '50GB 30d', or 'all' to keep everything"));
    }

    /// Damage is removed, and costs no more than work; that there was any is worth an exit code, as
    /// a disk that loses bytes loses others too.
    private static ExitCode verify(Call call, Upkeep upkeep)
            throws IOException, InterruptedException {
        Inspection inspection = upkeep.verify();
        if (call.arguments().has(Option.JSON)) {
            call.printJson(InspectionText.json(inspection));
        } else {
            call.print(InspectionText.of(inspection, call::shown));
        }
        return inspection.damaged().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static ExitCode clear(Call call, Upkeep upkeep)
            throws IOException, InterruptedException {
        if (call.storage().isShared() && !call.arguments().has(Option.SHARED)) {
            throw Mistake.of(
                    "the store '"
                            + call.storage().folder()
                            + "' is shared by "
                            + Sizes.count(upkeep.sharers(), "workspace"),
                    "to empty it for all of them: weir cache clear --shared");
        }
        CollectedText.cleared(call, upkeep.clear());
        return ExitCode.DONE;
    }
}
