package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// weir as a process that is killed at random instants, with and without what it started, also
/// while it recovers from the kill before: the next build ends by itself, makes what a clean one
/// makes, and nothing that was done is done again. A soak (`mvn verify -Psoak-crash`) goes on from
/// a seed for as many kills as it is told.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KillTest {
    private static final int SEEDS_A_FOLDER = 20;
    private static final int LONGEST = 1_500;
    private static final int SAID_EVERY = 50;

    @TempDir Path folder;

    private final Map<String, Integer> stages = new TreeMap<>();
    private int killed;

    @Test
    void whenever_it_is_killed_the_next_build_ends_well_and_what_was_done_stays_done()
            throws Exception {
        long first = Long.getLong("crash.seed", 1);
        int kills = Integer.getInteger("crash.kills", 16);
        KilledSpace space = KilledSpace.slow(folder.resolve("0"));
        space.buildsWell(Set.of(), "the first build");
        int said = SAID_EVERY;
        for (long seed = first; killed < kills; seed++) {
            if ((seed - first + 1) % SEEDS_A_FOLDER == 0) {
                KilledSpace.remove(space.root().getParent());
                space = KilledSpace.slow(folder.resolve(Long.toString(seed)));
            }
            play(seed, space);
            if (killed >= Math.min(said, kills)) {
                said += SAID_EVERY;
                System.out.println(
                        "kills: seeds "
                                + first
                                + " to "
                                + seed
                                + " are right, "
                                + killed
                                + " kills "
                                + stages);
            }
        }
    }

    private void play(long seed, KilledSpace space) throws Exception {
        Random random = new Random(seed);
        List<String> done = new ArrayList<>(List.of("seed " + seed));
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            done.add(space.edit(random));
        }
        Set<String> told = new TreeSet<>();
        int victims = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
        for (; victims > 0; victims--) {
            List<String> words = words(space, random);
            boolean builds = words.contains("--json");
            boolean recovers = Victim.isTaskOpen(space.root());
            Victim victim = Victim.start(space, words);
            Victim.Instant[] instants = Victim.Instant.values();
            Victim.Instant instant = instants[random.nextInt(instants.length)];
            victim.await(instant, random, LONGEST);
            boolean children = random.nextBoolean();
            if (victim.kill(children)) {
                killed++;
                String stage = victim.stage() + (recovers ? " after a kill" : "");
                stages.merge(stage, 1, Integer::sum);
                done.add(words + " killed " + stage + (children ? " with all" : ""));
            } else {
                String end = done + ", then " + words + "\n" + victim.complained();
                assertEquals(0, victim.end(), () -> end);
                done.add(words + " ended");
            }
            if (builds) {
                told.addAll(victim.told());
            } else {
                told.clear();
            }
        }
        space.buildsWell(told, String.join(", then ", done));
    }

    @Test
    void whenever_it_is_asked_to_end_it_does_so_in_order_and_what_was_before_stands()
            throws Exception {
        long first = Long.getLong("crash.seed", 1);
        int signals = Integer.getInteger("crash.signals", 8);
        KilledSpace space = KilledSpace.slow(folder.resolve("signals"));
        space.buildsWell(Set.of(), "the first build");
        for (long seed = first; seed < first + signals; seed++) {
            signal(seed, space);
        }
        System.out.println(
                "signals: seeds "
                        + first
                        + " to "
                        + (first + signals - 1)
                        + " are right "
                        + stages);
    }

    private void signal(long seed, KilledSpace space) throws Exception {
        Random random = new Random(seed);
        String after = "seed " + seed + ", then " + space.edit(random);
        List<String> words = words(space, random);
        Victim victim = Victim.start(space, words);
        victim.await(Victim.Instant.values()[random.nextInt(4)], random, LONGEST);
        Asked asked = Asked.values()[random.nextInt(Asked.values().length)];
        for (String name : asked.signals) {
            victim.signal(name);
        }
        int code = victim.end();
        stages.merge(asked + " " + code, 1, Integer::sum);
        String all = after + ", then " + asked + "\n" + victim.complained();
        assertTrue(
                asked.codes.contains(code) || code == 1 && victim.hadNotStarted(),
                "ended with " + code + ", " + all);
        assertFalse(all.contains("\tat ") || all.contains("internal error"), all);
        assertEquals(List.of(), space.processes(), all);
        if (words.contains("--json")) { // What is no build ends at once, as by a kill.
            assertEquals(List.of(), space.asides(), all);
        }
        space.buildsWell(Set.of(), all);
    }

    /// The ways to be asked to end.
    enum Asked {
        INTERRUPTED(Set.of(0, 130), "INT"),
        INTERRUPTED_TWICE(Set.of(0, 130), "INT", "INT"),
        TERMINATED(Set.of(0, 143), "TERM"),
        HUNG_UP(Set.of(0, 129), "HUP"),
        BY_ALL(Set.of(0, 143, 129, 130), "TERM", "HUP", "INT");

        private final Set<Integer> codes;
        private final List<String> signals;

        /// @param codes that it may end with
        Asked(Set<Integer> codes, String... signals) {
            this.codes = codes;
            this.signals = List.of(signals);
        }
    }

    private static List<String> words(KilledSpace space, Random random) {
        List<String> words =
                new ArrayList<>(
                        switch (random.nextInt(20)) {
                            case 0 -> List.of("cache", "gc", "--keep", "1KB");
                            case 1 -> List.of("clean");
                            case 2 -> List.of("undo");
                            case 3 -> List.of("verify");
                            default ->
                                    List.of(
                                            "--json",
                                            "-j",
                                            Integer.toString(1 + random.nextInt(4)));
                        });
        words.addAll(words.contains("gc") ? List.of() : space.params());
        return words;
    }
}
