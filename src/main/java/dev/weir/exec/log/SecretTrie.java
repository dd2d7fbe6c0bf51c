package dev.weir.exec.log;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/// Finds all occurrences of several byte strings in one pass: the automaton of Aho and Corasick
/// ("Efficient string matching", 1975). A node stands for the longest end of the text so far that
/// begins a pattern. Immutable once made.
final class SecretTrie {
    static final int ROOT = 0;
    private static final int NONE = -1;

    private final int[] first = new int[256];
    private final byte[] label;
    private final int[] child;
    private final int[] sibling;
    private final int[] fallback;
    private final int[] depth;
    private final int[] ending;
    private int size = 1;

    SecretTrie(List<byte[]> patterns) {
        int nodes = 1 + patterns.stream().mapToInt(pattern -> pattern.length).sum();
        label = new byte[nodes];
        child = new int[nodes];
        sibling = new int[nodes];
        fallback = new int[nodes];
        depth = new int[nodes];
        ending = new int[nodes];
        Arrays.fill(first, NONE);
        Arrays.fill(child, NONE);
        Arrays.fill(sibling, NONE);
        patterns.forEach(this::add);
        link();
    }

    private void add(byte[] pattern) {
        int node = ROOT;
        for (byte next : pattern) {
            int known = step(node, next);
            node = known == NONE ? grow(node, next) : known;
        }
        ending[node] = pattern.length;
    }

    private int grow(int parent, byte next) {
        int node = size++;
        label[node] = next;
        depth[node] = depth[parent] + 1;
        if (parent == ROOT) {
            first[next & 0xFF] = node;
        }
        sibling[node] = child[parent];
        child[parent] = node;
        return node;
    }

    /// Breadth first: the fallback of a node lies nearer to the root than the node.
    private void link() {
        Queue<Integer> open = new ArrayDeque<>(List.of(ROOT));
        while (!open.isEmpty()) {
            int node = open.remove();
            for (int next = child[node]; next != NONE; next = sibling[next]) {
                fallback[next] = node == ROOT ? ROOT : after(fallback[node], label[next]);
                ending[next] = Math.max(ending[next], ending[fallback[next]]);
                open.add(next);
            }
        }
    }

    private int step(int node, byte next) {
        if (node == ROOT) {
            return first[next & 0xFF];
        }
        int found = child[node];
        while (found != NONE && label[found] != next) {
            found = sibling[found];
        }
        return found;
    }

    /// Whether a pattern begins so.
    boolean begins(byte next) {
        return first[next & 0xFF] != NONE;
    }

    /// The node after one more byte.
    int after(int node, byte next) {
        int from = node;
        int to = step(from, next);
        while (to == NONE && from != ROOT) {
            from = fallback[from];
            to = step(from, next);
        }
        return to == NONE ? ROOT : to;
    }

    /// How many bytes at the end of the text may begin a pattern.
    int depth(int node) {
        return depth[node];
    }

    /// The length of the longest pattern that ends here, 0 for none.
    int ending(int node) {
        return ending[node];
    }
}
