package dev.weir.oracle;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What stands at a path: a file, or a folder with all files below it (empty folders do not count).
///
/// @param members by path relative to the folder; of a file one, under `""`
record Thing(boolean folder, SortedMap<String, Node> members) {
    Thing {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    static Thing file(Node node) {
        return new Thing(false, new TreeMap<>(Map.of("", node)));
    }

    /// As a reader sees it.
    Thing followed() {
        SortedMap<String, Node> seen = new TreeMap<>();
        members.forEach((path, node) -> seen.put(path, node.followed()));
        return new Thing(folder, seen);
    }
}
