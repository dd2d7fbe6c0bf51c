package dev.weir.workspace;

import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.disk.Turn;
import dev.weir.pipeline.TaskName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The right to change what it claims of a workspace. Weirs that claim nothing in common have one
/// at the same time; it is had as a whole or not at all, so that nobody waits for who waits. The
/// kernel lets go of it when its holder dies.
///
/// Where the workspace lies in another one, it claims the same there, so that what is reached from
/// both is one weir's at a time. A weir that runs in a command of one that is at work there is part
/// of that command.
///
/// With it comes what dead weirs left unfinished: all that touches the claim, and whatever else
/// nobody has claimed. Until that is recovered nothing of it may be used.
public final class WorkspaceLock implements AutoCloseable {
    private static final long LOOK_AGAIN_MILLIS = 5;
    private static final long LOOK_AGAIN_AT_LAST_MILLIS = 100;

    private final CacheFolder cache;
    private final String run;
    private final Claim claim;
    private final List<Path> left;
    private final Weirs.Place place;
    private final List<Weirs.Place> around;

    private WorkspaceLock(
            CacheFolder cache,
            String run,
            Claim claim,
            List<Path> left,
            Weirs.Place place,
            List<Weirs.Place> around) {
        this.cache = cache;
        this.run = run;
        this.claim = claim;
        this.left = List.copyOf(left);
        this.place = place;
        this.around = List.copyOf(around);
    }

    /// What a weir wants.
    ///
    /// @param runs makes a name for the run, anew for each try
    public record Wanted(CacheFolder cache, Claim claim, Holder self, Supplier<String> runs) {}

    /// Who is in the way.
    ///
    /// @param holder empty when it could not say
    /// @param dispute what both want, in words
    public record Waiting(Optional<Holder> holder, String dispute) {}

    /// What a try to get it comes to.
    public sealed interface Try {
        /// It is held.
        record Got(WorkspaceLock lock) implements Try {}

        /// Another one is in the way.
        record Refused(Waiting by) implements Try {}
    }

    /// The lock, if nobody is in the way.
    public static Try tryAcquire(Wanted wanted) throws IOException {
        List<Weirs.Place> around = new ArrayList<>();
        boolean got = false;
        try {
            for (Around each : Around.of(wanted.cache())) {
                Optional<Waiting> inTheWay = enter(each, wanted, around);
                if (inTheWay.isPresent()) {
                    return new Try.Refused(inTheWay.get());
                }
            }
            Try tried = tryAcquire(wanted, around);
            got = tried instanceof Try.Got;
            return tried;
        } finally {
            if (!got) {
                leave(around);
            }
        }
    }

    private static Try tryAcquire(Wanted wanted, List<Weirs.Place> around) throws IOException {
        try (Turn _ = Turn.take(wanted.cache())) {
            String run = wanted.runs().get();
            Weirs weirs = new Weirs(wanted.cache());
            List<Weirs.Present> others = weirs.present();
            Leavings leavings = Leavings.of(wanted.cache(), others).claimedBy(wanted.claim());
            Optional<Waiting> inTheWay = inTheWay(leavings.claim(), others, _ -> false);
            if (inTheWay.isPresent()) {
                return new Try.Refused(inTheWay.get());
            }
            leavings.addUnclaimed(others);
            Weirs.Place place = weirs.enter(run, wanted.self(), leavings.claim(), others.isEmpty());
            return new Try.Got(
                    new WorkspaceLock(
                            wanted.cache(),
                            run,
                            leavings.claim(),
                            leavings.taken(),
                            place,
                            around));
        }
    }

    /// Claims the same in a workspace around this one. Where this weir may not write, nothing is
    /// claimed: who builds there could not be asked either.
    ///
    /// @param entered gets the place
    private static Optional<Waiting> enter(
            Around around, Wanted wanted, List<Weirs.Place> entered) {
        try (Turn _ = Turn.take(around.cache())) {
            Weirs weirs = new Weirs(around.cache());
            List<Weirs.Present> others = weirs.present();
            Claim claim = wanted.claim().within(around.inner());
            Optional<Waiting> inTheWay = inTheWay(claim, others, Holder::isAncestor);
            if (inTheWay.isEmpty()) {
                entered.add(
                        weirs.enter(wanted.runs().get(), wanted.self(), claim, others.isEmpty()));
            }
            return inTheWay;
        } catch (IOException notOurs) {
            return Optional.empty();
        }
    }

    private static void leave(List<Weirs.Place> places) throws IOException {
        for (Weirs.Place place : places.reversed()) {
            place.leave();
        }
    }

    /// Who is at work, as far as they could say; makes nothing.
    public static List<Optional<Holder>> holders(CacheFolder cache) throws IOException {
        if (FileTree.childrenIfAny(cache.path(Weirs.FOLDER)).isEmpty()) {
            return List.of();
        }
        try (Turn _ = Turn.take(cache)) {
            return new Weirs(cache).present().stream().map(Weirs.Present::holder).toList();
        }
    }

    /// Whether a dead weir left something that nobody has claimed.
    static boolean isAnythingLeft(CacheFolder cache) throws IOException {
        try (Turn _ = Turn.take(cache)) {
            List<Weirs.Present> others = new Weirs(cache).present();
            Leavings leavings = Leavings.of(cache, others);
            leavings.addUnclaimed(others);
            return !leavings.taken().isEmpty();
        }
    }

    /// @param mayBe whom nothing is disputed with
    private static Optional<Waiting> inTheWay(
            Claim claim, List<Weirs.Present> others, Predicate<Holder> mayBe) {
        for (Weirs.Present other : others) {
            Optional<String> dispute = claim.dispute(other.claim());
            if (dispute.isPresent() && other.holder().filter(mayBe).isEmpty()) {
                return Optional.of(new Waiting(other.holder(), dispute.get()));
            }
        }
        return Optional.empty();
    }

    /// The lock, as soon as nobody is in the way; empty when that is not waited for any more.
    ///
    /// @param waiting is told who is, once for each
    /// @param givenUp asked now and then while waiting
    /// @throws IOException also when the one in the way runs this process and waits for it
    public static Optional<WorkspaceLock> acquire(
            Wanted wanted, Consumer<Waiting> waiting, BooleanSupplier givenUp)
            throws IOException, InterruptedException {
        Optional<Optional<Holder>> told = Optional.empty();
        long millis = LOOK_AGAIN_MILLIS;
        while (!givenUp.getAsBoolean()) {
            switch (tryAcquire(wanted)) {
                case Try.Got(WorkspaceLock lock) -> {
                    return Optional.of(lock);
                }
                case Try.Refused(Waiting by) -> {
                    if (!told.equals(Optional.of(by.holder()))) {
                        refuseWithin(by.holder(), by.dispute());
                        waiting.accept(by);
                        told = Optional.of(by.holder());
                    }
                }
            }
            Thread.sleep(millis);
            millis = Math.min(millis * 2, LOOK_AGAIN_AT_LAST_MILLIS);
        }
        return Optional.empty();
    }

    /// Refuses what would wait for a weir at work that runs this process and waits for it.
    ///
    /// @param wanted what is wanted of it
    /// @throws IOException when there is one
    public static void refuseWithin(CacheFolder cache, String wanted) throws IOException {
        for (Optional<Holder> holder : holders(cache)) {
            refuseWithin(holder, wanted);
        }
    }

    private static void refuseWithin(Optional<Holder> holder, String wanted) throws IOException {
        if (holder.isPresent() && holder.get().isAncestor()) {
            throw new IOException(
                    "this weir runs in a command of '"
                            + holder.get().command()
                            + "' (process "
                            + holder.get().pid()
                            + "), which has "
                            + wanted
                            + " until the command has ended: neither would ever end; say by 'needs' what a task waits for");
        }
    }

    /// The name of the run that holds it.
    public String run() {
        return run;
    }

    /// The journals of dead weirs that are this one's to recover.
    List<Path> left() {
        return left;
    }

    /// Does something with the folders that a dead weir may have left of tasks: those of the claim,
    /// and whatever is there when no other weir is at work.
    ///
    /// @param place where tasks have their folders, each of its name
    public void eachOfTask(Path place, OfTask each) throws IOException {
        boolean others = false;
        for (Path folder : FileTree.childrenIfAny(place)) {
            String name = folder.getFileName().toString();
            if (TaskName.isValid(name) && claim.covers(new TaskName(name))) {
                each.found(folder);
            } else {
                others = true;
            }
        }
        if (others) {
            ifAlone(() -> {
                for (Path folder : FileTree.childrenIfAny(place)) {
                    each.found(folder);
                }
            });
        }
    }

    /// Is told of folders that a dead weir left.
    public interface OfTask {
        /// There is one.
        void found(Path folder) throws IOException;
    }

    /// Does something with folders that belong to nobody, if no other weir is at work, and before
    /// one is.
    void ifAlone(Leavings.Work work) throws IOException {
        try (Turn _ = Turn.take(cache)) {
            if (new Weirs(cache).present().size() == 1) {
                work.run();
            }
        }
    }

    /// Lets go.
    @Override
    public void close() throws IOException {
        try {
            place.leave();
        } finally {
            leave(around);
        }
    }
}
