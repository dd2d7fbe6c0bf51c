package dev.weir.workspace;

import dev.weir.disk.CacheFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// The journals of dead weirs: those of runs that nobody at work has. Who touches something a dead
/// one was changing has to recover all that it was changing with it, and so claims that, too.
final class Leavings {
    private final List<Left> open;
    private final List<Path> taken = new ArrayList<>();
    private Claim claim = Claim.nothing();

    private Leavings(List<Left> open) {
        this.open = open;
    }

    /// @param claim nothing for a journal without a plan
    private record Left(Path journal, Claim claim) {}

    /// Something that may fail.
    interface Work {
        void run() throws IOException;
    }

    /// In turn, while nobody can come or go.
    static Leavings of(CacheFolder cache, List<Weirs.Present> present) throws IOException {
        Set<String> alive = new HashSet<>();
        present.forEach(weir -> alive.add(weir.run()));
        List<Left> open = new ArrayList<>();
        for (Path journal : Journal.files(cache)) {
            if (!alive.contains(Journal.run(journal))) {
                open.add(
                        new Left(
                                journal,
                                Journal.read(journal) instanceof Journal.Begun(Plan plan, _)
                                        ? Claim.of(plan)
                                        : Claim.nothing()));
            }
        }
        return new Leavings(open);
    }

    /// Takes all that a claim touches, and what that touches.
    Leavings claimedBy(Claim first) {
        claim = first;
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Iterator<Left> each = open.iterator(); each.hasNext(); ) {
                Left left = each.next();
                if (claim.dispute(left.claim()).isPresent()) {
                    each.remove();
                    take(left);
                    grown = true;
                }
            }
        }
        return this;
    }

    /// Takes what nobody at work has claimed, too.
    void addUnclaimed(List<Weirs.Present> others) {
        for (Left left : open) {
            if (others.stream().allMatch(it -> it.claim().dispute(left.claim()).isEmpty())) {
                take(left);
            }
        }
    }

    private void take(Left left) {
        taken.add(left.journal());
        claim = claim.and(left.claim());
    }

    /// What is claimed with all that was taken.
    Claim claim() {
        return claim;
    }

    /// The journals that were taken.
    List<Path> taken() {
        return taken;
    }
}
