package dev.weir.oracle;

import dev.weir.oracle.Ledger.Held;
import dev.weir.oracle.Ledger.Kept;
import dev.weir.oracle.Ledger.Past;
import dev.weir.oracle.TaskSpec.Out;
import dev.weir.oracle.TaskSpec.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What may become of a task whose sources are done, by what the design says. Several things only
/// where the model cannot know, as after a damage.
final class Expectation {
    private final Ledger ledger;
    private final Tree disk;
    private final Instant now;
    private final boolean overwrite;

    /// What became of a task.
    enum Did {
        RAN,
        RESTORED,
        UP_TO_DATE,
        /// Failed without a try.
        REFUSED
    }

    Expectation(Ledger ledger, Tree disk, Instant now, boolean overwrite) {
        this.ledger = ledger;
        this.disk = disk;
        this.now = now;
        this.overwrite = overwrite;
    }

    Set<Did> of(TaskSpec task, Key key, boolean forced) {
        Set<Did> may = EnumSet.noneOf(Did.class);
        for (Optional<Past> past : ledger.pasts(task.name())) {
            Set<Did> one = forced || task.isPlain() ? EnumSet.of(Did.RAN) : of(task, key, past);
            boolean frozen = !forced && task.has(Trait.FROZEN) && past.isPresent();
            addRefusals(task, frozen ? past.get().key() : key, past, one);
            may.addAll(one);
        }
        return may;
    }

    /// Whether a frozen task stands by an earlier result, whatever its inputs are.
    boolean isFrozen(TaskSpec task) {
        return task.has(Trait.FROZEN)
                && !task.isPlain()
                && ledger.pasts(task.name()).stream().anyMatch(Optional::isPresent);
    }

    private Set<Did> of(TaskSpec task, Key key, Optional<Past> past) {
        if (task.has(Trait.FROZEN) && past.isPresent()) {
            return isIntact(task, past.get().outputs())
                    ? EnumSet.of(Did.UP_TO_DATE)
                    : restored(task, past.get().key(), Did.REFUSED);
        }
        Optional<Past> same = past.filter(last -> last.key().equals(key));
        Optional<Kept> kept = task.isEffect() ? Optional.empty() : ledger.kept(key);
        if (same.isEmpty() && kept.isEmpty()) {
            return EnumSet.of(Did.RAN);
        }
        Instant finished = same.map(Past::finished).orElseGet(() -> kept.orElseThrow().finished());
        if (isDue(task, finished)) {
            return EnumSet.of(Did.RAN);
        }
        if (isIntact(task, same.map(Past::outputs).orElseGet(() -> kept.orElseThrow().outputs()))) {
            return EnumSet.of(Did.UP_TO_DATE);
        }
        return task.isEffect() ? EnumSet.of(Did.RAN) : restored(task, key, Did.RAN);
    }

    private Set<Did> restored(TaskSpec task, Key key, Did otherwise) {
        Optional<Kept> kept = ledger.kept(key).filter(it -> hasAll(it, task));
        if (task.isEffect() || kept.isEmpty()) {
            return EnumSet.of(otherwise);
        }
        boolean perhaps = false;
        for (Out output : toRestore(task, kept.get().outputs())) {
            Held held = ledger.holds(kept.get().outputs().get(output.path()));
            if (held == Held.NO) {
                return EnumSet.of(otherwise);
            }
            perhaps |= held == Held.PERHAPS;
        }
        return perhaps ? EnumSet.of(Did.RESTORED, otherwise) : EnumSet.of(Did.RESTORED);
    }

    private static boolean hasAll(Kept kept, TaskSpec task) {
        return task.outputs().stream().allMatch(out -> isOf(out, kept.outputs().get(out.path())));
    }

    /// Whether that was made of an output as it is declared.
    private static boolean isOf(Out out, @Nullable Thing made) {
        return made != null && made.folder() == out.folder();
    }

    private List<Out> toRestore(TaskSpec task, SortedMap<String, Thing> outputs) {
        return task.outputs().stream()
                .filter(out ->
                        disk.at(out.path())
                                .map(there -> !there.equals(outputs.get(out.path())))
                                .orElse(!out.temporary()))
                .toList();
    }

    /// Whether the disk holds these outputs; temporary ones may be absent.
    boolean isIntact(TaskSpec task, SortedMap<String, Thing> outputs) {
        return task.outputs().stream()
                .allMatch(out -> {
                    Thing made = outputs.get(out.path());
                    return isOf(out, made)
                            && disk.at(out.path()).map(made::equals).orElse(out.temporary());
                });
    }

    private List<Out> toRestore(TaskSpec task, Key key) {
        return toRestore(task, ledger.kept(key).orElseThrow().outputs());
    }

    private void refuseBelowFiles(Did did, List<Out> made, Set<Did> may) {
        if (may.contains(did) && made.stream().anyMatch(this::isBelowFile)) {
            may.remove(did);
            may.add(Did.REFUSED);
        }
    }

    private boolean isDue(TaskSpec task, Instant finished) {
        Duration age = Duration.between(finished, now);
        return task.has(Trait.REFRESH_ALWAYS)
                || task.has(Trait.REFRESH_HOURLY)
                        && (age.isNegative() || age.compareTo(Duration.ofHours(1)) > 0);
    }

    /// What a file is in the way of cannot be made; a folder with files that weir did not make is
    /// not replaced.
    private void addRefusals(TaskSpec task, Key key, Optional<Past> past, Set<Did> may) {
        refuseBelowFiles(Did.RAN, task.outputs(), may);
        if (may.contains(Did.RESTORED)) {
            refuseBelowFiles(Did.RESTORED, toRestore(task, key), may);
        }
        boolean runs = may.contains(Did.RAN);
        if (overwrite || !runs && !may.contains(Did.RESTORED)) {
            return;
        }
        List<Out> replaced = runs ? task.outputs() : toRestore(task, key);
        for (Out output : replaced) {
            switch (foreign(task, output, past)) {
                case YES -> {
                    may.clear();
                    may.add(Did.REFUSED);
                    return;
                }
                case PERHAPS -> may.add(Did.REFUSED);
                case NO, WRONG -> {}
            }
        }
    }

    /// Whether a file stands where a folder is needed.
    boolean isBelowFile(Out output) {
        String path = output.path();
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (disk.files().containsKey(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    private Held foreign(TaskSpec task, Out output, Optional<Past> past) {
        Optional<Thing> there = disk.at(output.path()).filter(Thing::folder);
        Optional<Thing> made = past.map(last -> last.outputs().get(output.path()));
        if (there.isEmpty() || there.equals(made)) {
            return Held.NO;
        }
        Held foreign = Held.NO;
        boolean known = past.isPresent() && ledger.kept(past.get().key()).isPresent();
        for (String below : there.get().members().keySet()) {
            boolean last =
                    made.isPresent()
                            && made.get().folder()
                            && made.get().members().containsKey(below);
            if (!last && !ledger.wasMade(output.path(), below)) {
                return output.folder() && ledger.isUnsure(task.name()) ? Held.PERHAPS : Held.YES;
            }
            foreign = last && known ? foreign : Held.PERHAPS;
        }
        return foreign;
    }
}
