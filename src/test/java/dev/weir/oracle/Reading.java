package dev.weir.oracle;

import dev.weir.oracle.TaskSpec.In;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a task's inputs stand for in a workspace.
///
/// @param things by path
/// @param again further things at a path that is read more than once, differently
/// @param paths in declared order
/// @param missing inputs that should be there
record Reading(
        SortedMap<String, Thing> things,
        SortedSet<String> again,
        List<String> paths,
        List<In> missing) {
    /// @param outputs the paths of all outputs: a whole one counts as it is, with its links and
    ///   with what readers pass over
    static Reading of(List<In> inputs, Tree tree, Set<String> outputs) {
        Reading reading =
                new Reading(new TreeMap<>(), new TreeSet<>(), new ArrayList<>(), new ArrayList<>());
        for (In input : inputs) {
            SortedMap<String, Thing> found = found(input, tree, outputs);
            if (found.isEmpty() && !input.optional()) {
                reading.missing.add(input);
            }
            found.forEach(reading::add);
        }
        return reading;
    }

    private void add(String path, Thing thing) {
        paths.add(path);
        Thing other = things.putIfAbsent(path, thing);
        if (other != null && !other.equals(thing)) {
            again.add(path + " " + thing);
        }
    }

    private static SortedMap<String, Thing> found(In input, Tree tree, Set<String> outputs) {
        SortedMap<String, Thing> found = new TreeMap<>();
        String pattern = input.pattern().text();
        if (input.pattern().isGlob()) {
            tree.files()
                    .forEach((path, node) -> {
                        if (input.pattern().matches(path) && !input.excludes(path)) {
                            found.put(path, Thing.file(node.followed()));
                        }
                    });
        } else {
            tree.at(pattern)
                    .filter(thing -> !input.excludes(pattern))
                    .map(thing -> seen(input, thing, outputs))
                    .filter(thing -> !input.optional() || !thing.members().isEmpty())
                    .ifPresent(thing -> found.put(pattern, thing));
        }
        return found;
    }

    private static Thing seen(In input, Thing thing, Set<String> outputs) {
        if (input.exclude().isEmpty() && outputs.contains(input.pattern().text())) {
            return thing;
        }
        if (!thing.folder()) {
            return thing.followed();
        }
        SortedMap<String, Node> members = new TreeMap<>(thing.followed().members());
        members.keySet()
                .removeIf(path ->
                        Pattern.isUnseen(path)
                                || input.excludes(input.pattern().text() + "/" + path));
        return new Thing(true, members);
    }

    /// Whether a path can matter to one of the inputs: what is worth opening.
    static boolean isWanted(List<In> inputs, String path) {
        return inputs.stream()
                .anyMatch(input -> {
                    String pattern = input.pattern().text();
                    int star = pattern.indexOf('*');
                    String root = star < 0 ? pattern : pattern.substring(0, star);
                    return !input.excludes(path)
                            && (root.startsWith(path)
                                    || path.startsWith(star < 0 ? pattern + "/" : root));
                });
    }
}
