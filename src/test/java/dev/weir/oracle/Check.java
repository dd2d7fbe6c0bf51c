package dev.weir.oracle;

import dev.weir.build.event.Outcome;
import dev.weir.oracle.Expectation.Did;
import dev.weir.oracle.Ledger.Kept;
import dev.weir.oracle.Ledger.Past;
import dev.weir.oracle.TaskSpec.Out;
import dev.weir.oracle.TaskSpec.Trait;
import dev.weir.oracle.TinyRunner.Try;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Holds what was seen of a build against the model, task by task, each after what it waits for;
/// then the disk. The ledger learns what became of each.
final class Check {
    private final Ledger ledger;
    private final Web web;
    private final Declared declared;
    private final Asked asked;
    private final Seen whole;
    private final Seen seen;
    private final Instant now;
    private final List<TaskSpec> closure;
    private final SortedMap<String, Outcome> outcomes;
    private final Expectation expectation;
    private final Demand demand;
    private final boolean stopping;
    private final SortedMap<String, Thing> values = new TreeMap<>();
    private final Set<String> good = new HashSet<>();
    private final Set<String> shaky = new HashSet<>();

    Check(Ledger ledger, List<TaskSpec> tasks, Declared declared, Asked asked, Seen seen) {
        this.ledger = ledger;
        this.declared = declared;
        this.asked = asked;
        this.whole = seen;
        this.now = declared.surroundings().now();
        this.web = Web.of(tasks.stream().map(this::effective).toList());
        this.closure = web.closure(asked.targets());
        this.seen = seen.without(new LeftoverCheck(ledger, web, closure, seen).moved());
        this.outcomes = seen.outcomes();
        this.expectation = new Expectation(ledger, this.seen.before(), now, asked.overwrite());
        this.demand = new Demand(ledger, closure, this.seen, expectation);
        this.stopping =
                !asked.keepGoing()
                        && outcomes.values().stream().anyMatch(Outcome.Failed.class::isInstance);
    }

    /// Temporary outputs of targets are like any others.
    private TaskSpec effective(TaskSpec task) {
        boolean stays = asked.keepTemporary() || asked.targets().contains(task.name());
        return task.isEffect() || !stays
                ? task
                : task.withOutputs(
                        task.outputs().stream()
                                .map(out -> new Out(out.path(), out.folder(), false))
                                .toList());
    }

    /// Says what is wrong by an [AssertionError].
    void run() {
        Set<String> impossible = new HashSet<>();
        Set<String> perhaps = new HashSet<>();
        for (TaskSpec task : closure) {
            for (TaskSpec.In missing :
                    Reading.of(task.inputs(), whole.before(), web.outputs()).missing()) {
                if (!web.isFed(missing) && (!stands(task) || mayNotStand(task))) {
                    (stands(task) ? perhaps : impossible)
                            .add(task.name() + ": " + missing.pattern().text());
                }
            }
        }
        boolean refused = seen.report().isEmpty();
        require(
                refused ? !impossible.isEmpty() || !perhaps.isEmpty() : impossible.isEmpty(),
                "refused: '" + seen.refusal() + "', missing: " + impossible);
        if (seen.report().isPresent()) {
            Set<String> names = new HashSet<>();
            closure.forEach(task -> names.add(task.name()));
            require(outcomes.keySet().equals(names), "closure " + names + ", built " + outcomes);
            new LeftoverCheck(ledger, web, closure, whole).run();
            beforehand();
            checkOrder();
            closure.forEach(this::check);
            new DiskCheck(ledger, web, closure, good, values, seen, asked).run();
            new WarningCheck(ledger, web, seen).run();
        } else {
            require(seen.tries().isEmpty(), "refused, but ran " + seen.tries());
            require(seen.before().equals(seen.after()), "refused, but the disk changed");
        }
    }

    /// Bytes that some task of this build stores, or saves, may be there for another.
    private void beforehand() {
        for (Try one : seen.tries()) {
            one.made().ifPresent(made -> made.values().forEach(ledger::perhapsStored));
        }
        for (TaskSpec task : closure) {
            if (!(outcomes.get(task.name()) instanceof Outcome.UpToDate)
                    || !seen.tries(task.name()).isEmpty()) {
                task.outputs()
                        .forEach(out ->
                                seen.before().at(out.path()).ifPresent(ledger::perhapsStored));
            }
        }
    }

    /// Nothing starts before what it waits for is done.
    private void checkOrder() {
        Set<String> done = new HashSet<>();
        for (String event : seen.course()) {
            String task = event.substring(1);
            if (event.startsWith("<")) {
                require(
                        done.containsAll(web.before(web.tasks().get(task))),
                        "'" + task + "' started too early: " + seen.course());
            } else {
                done.add(task);
            }
        }
    }

    private void check(TaskSpec task) {
        Outcome outcome = outcomes.get(task.name());
        List<Try> tries = seen.tries(task.name());
        String said = "task '" + task.name() + "' (" + outcome + ")";
        if (!web.before(task).stream()
                .allMatch(before -> good.contains(before) || isOpenedAfter(before, task.name()))) {
            require(
                    outcome instanceof Outcome.Skipped
                            || stopping && outcome instanceof Outcome.Stopped,
                    said + " waits for one that is not done");
        } else if (outcome instanceof Outcome.Stopped) {
            require(stopping, said + " although nothing failed");
        } else if (task.isGroup()) {
            require(outcome instanceof Outcome.Grouped, said + " is a group");
            good.add(task.name());
        } else {
            Set<String> opened = new HashSet<>(web.before(task));
            opened.removeAll(good);
            opened.forEach(before -> setValues(before, true));
            checkVerdict(task, outcome, tries, said);
            opened.forEach(before -> setValues(before, false));
            return;
        }
        tries.forEach(one -> ledger.ran(task, one, now));
    }

    /// What a task had made in an earlier build is there for now, or is no more.
    private void setValues(String name, boolean there) {
        Optional<Past> last = ledger.pasts(name).stream().flatMap(Optional::stream).findFirst();
        for (Out out : web.tasks().get(name).outputs()) {
            Thing made = last.map(past -> past.outputs().get(out.path())).orElse(null);
            if (there && made != null) {
                values.put(out.path(), made);
            } else {
                values.remove(out.path());
            }
        }
    }

    /// Whether a task that was done before another ran began once more after it: bytes that it had
    /// made were gone, and somebody else needed them. That it failed then takes nothing back.
    private boolean isOpenedAfter(String before, String task) {
        List<String> course = seen.course();
        int done = course.lastIndexOf(">" + task);
        return switch (outcomes.get(before)) {
            case Outcome.Failed _ -> done >= 0 && done < course.indexOf("<" + before);
            case Outcome.Stopped _ ->
                    course.indexOf(">" + before) < done && done < course.lastIndexOf(">" + before);
            case null, default -> false;
        };
    }

    private void checkVerdict(TaskSpec task, Outcome outcome, List<Try> tries, String said) {
        noteShaky(task);
        Reading reading = Reading.of(task.inputs(), world(), web.outputs());
        boolean frozen = stands(task);
        boolean refused = outcome instanceof Outcome.Failed && tries.isEmpty();
        if (!reading.missing().isEmpty() && (!frozen || refused && mayNotStand(task))) {
            require(refused, said + " lacks " + reading.missing());
            return;
        }
        Key key = declared.key(task, reading);
        Set<Did> may = expectation.of(task, key, isForced(task));
        demand.adjust(task, frozen, key, may);
        Did did = did(outcome, tries);
        require(may.contains(did), said + " " + did + ", but may " + may + "; tries " + tries);
        if (did == Did.RAN) {
            checkTries(task, key, outcome, tries, said);
        }
        require(
                did == Did.RAN || tries.isEmpty() || shaky.contains(task.name()),
                said + " was tried: " + tries);
        tries.forEach(one -> ledger.ran(task, one, now));
        if (outcome.isGood()) {
            good.add(task.name());
            learn(task, key, did, frozen);
        }
    }

    private boolean isForced(TaskSpec task) {
        return asked.force() || asked.rerun().contains(task.name());
    }

    /// Whether its last result stands, whatever its inputs are.
    private boolean stands(TaskSpec task) {
        return expectation.isFrozen(task) && !isForced(task);
    }

    /// Whether its result may have been forgotten with a record that was damaged.
    private boolean mayNotStand(TaskSpec task) {
        return ledger.isUnsure(task.name());
    }

    private static Did did(Outcome outcome, List<Try> tries) {
        return switch (outcome) {
            case Outcome.Ran _ -> Did.RAN;
            case Outcome.Restored _ -> Did.RESTORED;
            case Outcome.UpToDate _ -> Did.UP_TO_DATE;
            case Outcome.Failed _ -> tries.isEmpty() ? Did.REFUSED : Did.RAN;
            case Outcome.Grouped _, Outcome.Skipped _, Outcome.Stopped _ ->
                    throw new AssertionError("no outcome of a task to be done: " + outcome);
        };
    }

    /// Tasks that may be run twice in a build: below one whose temporary output had to be made
    /// again and came out differently.
    private void noteShaky(TaskSpec task) {
        boolean above = web.before(task).stream().anyMatch(shaky::contains);
        boolean itself =
                task.has(Trait.NONDETERMINISTIC)
                        && task.outputs().stream().anyMatch(Out::temporary);
        if (above || itself) {
            shaky.add(task.name());
        }
    }

    private Tree world() {
        List<String> regions = new ArrayList<>();
        closure.forEach(task -> task.outputs().forEach(output -> regions.add(output.path())));
        return seen.before().without(regions).with(values);
    }

    private void checkTries(TaskSpec task, Key key, Outcome outcome, List<Try> tries, String said) {
        Try last = tries.getLast();
        require(
                last.key().equals(key) || hasMeddled(task),
                said + " ran with other inputs:\n" + last.key() + "\nand should have:\n" + key);
        require(
                last.made().isPresent() == outcome instanceof Outcome.Ran,
                said + " after " + tries);
        long good = tries.stream().filter(one -> one.made().isPresent()).count();
        require(
                shaky.contains(task.name()) || good <= 1 && tries.size() <= task.attempts(),
                said + " ran: " + tries);
    }

    /// Whether it has changed what it reads before it was tried again.
    private boolean hasMeddled(TaskSpec task) {
        return task.meddles() && shaky.contains(task.name());
    }

    private void learn(TaskSpec task, Key key, Did did, boolean frozen) {
        Past last =
                switch (did) {
                    case RAN -> ledger.pasts(task.name()).getFirst().orElseThrow();
                    case UP_TO_DATE, RESTORED -> last(task, key, did, frozen);
                    case REFUSED -> throw new IllegalStateException("refused is not good");
                };
        if (did != Did.RAN) {
            ledger.past(task.name(), last);
        }
        if (did == Did.RESTORED) {
            ledger.owns(last.key(), last.outputs());
        }
        task.outputs().forEach(out -> values.put(out.path(), last.outputs().get(out.path())));
    }

    private Past last(TaskSpec task, Key key, Did did, boolean frozen) {
        List<Optional<Past>> pasts = ledger.pasts(task.name());
        if (did == Did.UP_TO_DATE) {
            for (Optional<Past> past : pasts) {
                if (past.isPresent()
                        && (frozen || past.get().key().equals(key))
                        && expectation.isIntact(task, past.get().outputs())) {
                    return past.get();
                }
            }
        }
        if (frozen) {
            for (Optional<Past> past : pasts) {
                Optional<Kept> kept = past.map(Past::key).flatMap(ledger::kept);
                if (kept.isPresent() && isAfterwards(task, kept.get())) {
                    return new Past(
                            past.orElseThrow().key(), kept.get().outputs(), kept.get().finished());
                }
            }
        }
        Kept kept = ledger.kept(key).orElseThrow();
        return new Past(key, kept.outputs(), kept.finished());
    }

    /// Whether that is what stands there now; a temporary output may have gone again.
    private boolean isAfterwards(TaskSpec task, Kept kept) {
        return task.outputs().stream()
                .allMatch(out ->
                        seen.after()
                                .at(out.path())
                                .map(there -> there.equals(kept.outputs().get(out.path())))
                                .orElse(out.temporary()));
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
