package dev.weir.together;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What calls leave when they come one after the other, in any order. Temporary files may be there
/// or not.
record Order(Plot plot, SortedMap<String, String> sources) {
    /// What is on the disk: all of it is known to have been made.
    record State(Map<String, String> disk) {
        State {
            disk = Map.copyOf(disk);
        }

        static State empty() {
            return new State(Map.of());
        }
    }

    /// The states that some order leads to: found for each set of calls from the sets that lack
    /// one.
    Set<State> after(Set<State> before, List<Ask> asks) {
        List<Set<State>> bySet = new ArrayList<>(List.of(before));
        for (int set = 1; set < 1 << asks.size(); set++) {
            Set<State> states = new HashSet<>();
            for (int last = 0; last < asks.size(); last++) {
                if ((set & 1 << last) != 0) {
                    for (State state : bySet.get(set & ~(1 << last))) {
                        states.add(after(state, asks.get(last)));
                    }
                }
            }
            bySet.add(states);
        }
        return bySet.getLast();
    }

    private State after(State state, Ask ask) {
        Map<String, String> disk = new TreeMap<>(state.disk());
        switch (ask.kind()) {
            case BUILD -> disk.putAll(plot.made(ask.targets(), ask.variant(), sources));
            case COLLECT -> {}
            case CLEAN, CLEAR -> {
                for (int target : ask.targets()) {
                    plot.parts().get(target).files(ask.variant()).forEach(disk::remove);
                }
            }
        }
        return new State(disk);
    }
}
