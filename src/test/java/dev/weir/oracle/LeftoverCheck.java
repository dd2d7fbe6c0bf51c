package dev.weir.oracle;

import dev.weir.oracle.TaskSpec.In;
import dev.weir.oracle.TaskSpec.Out;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds what weir moved away as left over from other declarations of tasks against what it should.
///
/// @param closure the tasks of the build
record LeftoverCheck(Ledger ledger, Web web, List<TaskSpec> closure, Seen seen) {
    private static final Pattern MOVED =
            Pattern.compile(
                    "'(.+)', which task '(.+)' made as it was declared before, is left over.*");

    static boolean isAbout(String warning) {
        return MOVED.matcher(warning).matches();
    }

    /// What was moved.
    Set<String> moved() {
        Set<String> moved = new TreeSet<>();
        for (String warning : seen.warnings()) {
            Matcher matcher = MOVED.matcher(warning);
            if (matcher.matches()) {
                moved.add(matcher.group(1));
            }
        }
        return moved;
    }

    /// All that had to be moved was, and nothing that must not.
    void run() {
        Set<String> moved = moved();
        for (String path : moved) {
            Optional<Thing> there = seen.before().at(path);
            Check.require(
                    there.isPresent()
                            && ledger.wasMade(path, there.get())
                            && isPickedUp(path, there.get()),
                    "moved away though it is no leftover: " + path);
        }
        for (String path : ledger.isDamaged() ? Set.<String>of() : ledger.everMade()) {
            Optional<Thing> there = seen.before().at(path);
            boolean has =
                    there.isPresent()
                            && !ledger.makers(path, there.get()).isEmpty()
                            && isPickedUp(path, there.get());
            Check.require(!has || moved.contains(path), "a leftover stays: " + path);
        }
        for (String path : moved) {
            ledger.disown(path);
            seen.before().at(path).ifPresent(ledger::perhapsStored);
        }
    }

    private boolean isPickedUp(String path, Thing thing) {
        Out output = new Out(path, thing.folder(), false);
        List<In> read = new ArrayList<>();
        closure.forEach(task -> read.addAll(task.inputs()));
        return web.tasks().values().stream()
                        .flatMap(task -> task.outputs().stream())
                        .noneMatch(made -> makes(made, output))
                && web.tasks().values().stream()
                        .flatMap(task -> task.inputs().stream())
                        .noneMatch(input -> names(input, path))
                && (read.stream().anyMatch(input -> Web.feeds(output, input))
                        || closure.stream()
                                .flatMap(task -> task.outputs().stream())
                                .anyMatch(made -> made.path().startsWith(path + "/")));
    }

    /// Whoever makes a file where a folder was, or a folder where a file was, does not make that.
    private static boolean makes(Out made, Out there) {
        String one = made.path();
        String other = there.path();
        return one.equals(other) && made.folder() == there.folder() || other.startsWith(one + "/");
    }

    private static boolean names(In input, String path) {
        String text = input.pattern().text();
        return !input.pattern().isGlob()
                && !input.optional()
                && (text.equals(path) || text.startsWith(path + "/"));
    }
}
