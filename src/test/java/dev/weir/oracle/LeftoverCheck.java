package dev.weir.oracle;

import dev.weir.oracle.TaskSpec.In;
import dev.weir.oracle.TaskSpec.Out;
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
                            && isLeft(path, there.get().folder()),
                    "moved away though it is no leftover: " + path);
        }
        for (String path : ledger.isDamaged() ? Set.<String>of() : ledger.everMade()) {
            Optional<Thing> there = seen.before().at(path);
            there.ifPresent(it ->
                    leftovers(path, it)
                            .forEach(left ->
                                    Check.require(
                                            moved.contains(left), "a leftover stays: " + left)));
        }
        for (String path : moved) {
            Thing there = seen.before().at(path).orElseThrow();
            ledger.disown(path, there);
            ledger.perhapsStored(there);
        }
    }

    /// What of something that was made at a path has to be moved: it as a whole, or files of it.
    private Set<String> leftovers(String path, Thing there) {
        Set<String> leftovers = new TreeSet<>();
        for (Thing made : ledger.owned(path)) {
            if (made.equals(there) && isLeft(path, there.folder())) {
                return Set.of(path);
            }
            if (made.folder()
                    && there.folder()
                    && isMadeByNobody(new Out(path, true, false))
                    && ledger.isRecorded(path, made)) {
                made.members()
                        .forEach((below, node) -> {
                            String file = path + "/" + below;
                            if (node.standsAs(there.members().get(below))
                                    && isLeft(file, false)
                                    && isMeantByNobody(path, file)) {
                                leftovers.add(file);
                            }
                        });
            }
        }
        return leftovers;
    }

    private boolean isLeft(String path, boolean folder) {
        Out output = new Out(path, folder, false);
        return isMadeByNobody(output)
                && !ledger.isDisowned(path)
                && web.tasks().values().stream()
                        .flatMap(task -> task.inputs().stream())
                        .noneMatch(input -> isSource(input) && names(input, path))
                && isPickedUp(output);
    }

    private boolean isMadeByNobody(Out output) {
        return web.tasks().values().stream()
                .flatMap(task -> task.outputs().stream())
                .noneMatch(made -> makes(made, output));
    }

    /// Whoever names a folder that was made, or one in it, means its files.
    private boolean isMeantByNobody(String folder, String file) {
        return web.tasks().values().stream()
                .flatMap(task -> task.inputs().stream())
                .filter(input -> isSource(input) && names(input, folder))
                .noneMatch(input -> file.startsWith(input.pattern().text() + "/"));
    }

    /// Who names what a task makes now, or makes something of now, means that.
    private boolean isSource(In input) {
        return web.tasks().values().stream()
                .flatMap(task -> task.outputs().stream())
                .noneMatch(made -> Web.feeds(made, input));
    }

    private boolean isPickedUp(Out output) {
        return closure.stream()
                        .flatMap(task -> task.inputs().stream())
                        .anyMatch(input -> Web.feeds(output, input))
                || closure.stream()
                        .flatMap(task -> task.outputs().stream())
                        .anyMatch(made -> made.path().startsWith(output.path() + "/"));
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
