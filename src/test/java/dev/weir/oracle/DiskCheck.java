package dev.weir.oracle;

import dev.weir.oracle.Ledger.Held;
import dev.weir.oracle.TaskSpec.Out;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Holds the disk after a build against what the model says should be there.
///
/// @param good tasks that are done
/// @param values what stands at their outputs, or would if it were not temporary
record DiskCheck(
        Ledger ledger,
        Web web,
        List<TaskSpec> closure,
        Set<String> good,
        SortedMap<String, Thing> values,
        Seen seen,
        Asked asked) {
    void run() {
        List<String> regions = new ArrayList<>();
        for (TaskSpec task : closure) {
            for (Out output : task.outputs()) {
                regions.add(output.path());
                check(task, output);
            }
        }
        regions.add("own");
        Check.require(
                seen.before()
                        .without(regions)
                        .files()
                        .equals(seen.after().without(regions).files()),
                "files changed that no task of the build makes: "
                        + seen.before().without(regions).files()
                        + " became "
                        + seen.after().without(regions).files());
        seen.after()
                .files()
                .keySet()
                .forEach(path -> Check.require(!path.contains(".weir~"), "left behind: " + path));
    }

    private void check(TaskSpec task, Out output) {
        Optional<Thing> before = seen.before().at(output.path());
        Optional<Thing> after = seen.after().at(output.path());
        String said = "output '" + output.path() + "' of '" + task.name() + "'";
        if (!good.contains(task.name())) {
            boolean perhapsMade =
                    seen.tries(task.name()).stream().anyMatch(one -> one.made().isPresent());
            Check.require(
                    perhapsMade || output.temporary() || after.equals(before),
                    said + " was " + before + " before its task failed, and is " + after);
            return;
        }
        Thing value = values.get(output.path());
        if (after.isPresent()) {
            Check.require(
                    after.get().equals(value), said + " is " + after.get() + ", not " + value);
        }
        if (!output.temporary() || task.isEffect()) {
            Check.require(after.isPresent(), said + " is not there");
        } else if (isUnneeded(output) && isKept(task, value)) {
            Check.require(after.isEmpty(), said + " is temporary, but there");
        }
    }

    private boolean isKept(TaskSpec task, Thing value) {
        return ledger.holds(value) == Held.YES
                && ledger.pasts(task.name())
                        .getFirst()
                        .filter(past -> ledger.kept(past.key()).isPresent())
                        .isPresent();
    }

    private boolean isUnneeded(Out output) {
        return closure.stream()
                .filter(reader -> Web.reads(reader, output))
                .allMatch(reader -> good.contains(reader.name()));
    }
}
