package dev.weir.oracle;

import dev.weir.build.event.Outcome;
import dev.weir.oracle.Expectation.Did;
import dev.weir.oracle.Ledger.Held;
import dev.weir.oracle.Ledger.Kept;
import dev.weir.oracle.Ledger.Past;
import dev.weir.oracle.TaskSpec.Out;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What becomes of tasks because others read temporary outputs that are not there: those whose
/// bytes are gone from the cache are made again, but for those of frozen tasks.
final class Demand {
    private final Ledger ledger;
    private final List<TaskSpec> closure;
    private final Seen seen;
    private final Expectation expectation;
    private final Map<Out, Held> frozenLost = new HashMap<>();

    Demand(Ledger ledger, List<TaskSpec> closure, Seen seen, Expectation expectation) {
        this.ledger = ledger;
        this.closure = closure;
        this.seen = seen;
        this.expectation = expectation;
    }

    /// Adds and takes away what demand does to a task. Asked for each task after its sources.
    ///
    /// @param frozen whether its last result stands
    void adjust(TaskSpec task, boolean frozen, Key key, Set<Did> may) {
        for (Out output : task.outputs()) {
            Held held = held(task, frozen, output, key);
            if (held == Held.YES) {
                continue;
            }
            if (frozen) {
                frozenLost.put(output, held);
            } else {
                demand(output, held, ledger.kept(key).isEmpty(), may);
            }
        }
        frozenLost.forEach((output, held) -> {
            if (Web.reads(task, output)) {
                if (held == Held.NO) {
                    may.remove(Did.RAN);
                }
                may.add(Did.REFUSED);
            }
        });
        if (may.contains(Did.RAN) && cannotBring(task)) {
            may.remove(Did.RAN);
            may.add(Did.REFUSED);
        }
    }

    /// Whether the place of a temporary output that it reads is not to be had.
    private boolean cannotBring(TaskSpec task) {
        return closure.stream()
                .flatMap(maker -> maker.outputs().stream())
                .anyMatch(output -> Web.reads(task, output) && expectation.isBelowFile(output));
    }

    /// Who runs needs the bytes; so does, of a folder that is not known any more, who only reads a
    /// part of it.
    private void demand(Out output, Held held, boolean unknown, Set<Did> may) {
        boolean tried = false;
        boolean perhaps = false;
        for (TaskSpec reader : closure) {
            if (Web.reads(reader, output)) {
                tried |= !seen.tries(reader.name()).isEmpty();
                perhaps |=
                        !(seen.outcomes().get(reader.name()) instanceof Outcome.UpToDate)
                                || output.folder() && unknown;
            }
        }
        if (perhaps && (may.contains(Did.UP_TO_DATE) || may.contains(Did.RESTORED))) {
            may.add(expectation.isBelowFile(output) ? Did.REFUSED : Did.RAN);
        }
        if (tried && held == Held.NO) {
            may.remove(Did.UP_TO_DATE);
            may.remove(Did.RESTORED);
        }
    }

    /// Whether the bytes of a temporary output are at hand.
    private Held held(TaskSpec task, boolean frozen, Out output, Key key) {
        if (!output.temporary() || seen.before().at(output.path()).isPresent()) {
            return Held.YES;
        }
        Optional<Past> past = ledger.pasts(task.name()).getFirst();
        Optional<Kept> kept = ledger.kept(frozen ? past.orElseThrow().key() : key);
        return kept.map(it -> it.outputs().get(output.path())).map(ledger::holds).orElse(Held.NO);
    }
}
