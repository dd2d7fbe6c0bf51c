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
    /// What is on the disk, and what each task is known to have made last.
    record State(Map<String, String> disk, Map<String, Map<String, String>> last) {
        State {
            disk = Map.copyOf(disk);
            last = Map.copyOf(last);
        }

        static State empty() {
            return new State(Map.of(), Map.of());
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
        Map<String, Map<String, String>> last = new TreeMap<>(state.last());
        switch (ask.kind()) {
            case BUILD -> {
                SortedMap<String, String> made = plot.made(ask.targets(), ask.variant(), sources);
                disk.putAll(made);
                for (Part part : plot.good(ask.targets(), ask.variant())) {
                    Map<String, String> own = new TreeMap<>();
                    part.files(ask.variant()).forEach(file -> own.put(file, made.get(file)));
                    last.put(part.name(), Map.copyOf(own));
                }
            }
            case COLLECT -> {}
            case CLEAN, CLEAR -> {
                for (int target : ask.targets()) {
                    Part part = plot.parts().get(target);
                    Map<String, String> known = last.getOrDefault(part.name(), Map.of());
                    part.files(ask.variant())
                            .forEach(file -> {
                                if (known.containsKey(file)) {
                                    disk.remove(file);
                                }
                            });
                    last.remove(part.name());
                }
            }
        }
        return new State(disk, last);
    }
}
