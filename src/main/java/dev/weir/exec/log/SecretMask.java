package dev.weir.exec.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Replaces secrets in a stream of bytes by `***`: every byte that belongs to an occurrence, also
/// where occurrences overlap; a run of such bytes gives one `***`.
///
/// Only bytes that may still turn out to begin a secret are held back, so a log is as live with
/// secrets as without. Spaces and line ends around a secret do not count; of a secret of several
/// lines each long enough line is one too, for programs that indent or prefix what they print.
final class SecretMask {
    private static final byte[] STARS = {'*', '*', '*'};
    private static final int LONG_ENOUGH = 8;

    private final SecretTrie trie;

    /// The bytes held back, from `start` on, as many as the trie's node is deep; twice as long as
    /// the longest secret, so that they seldom have to be moved.
    private final byte[] held;

    private final boolean[] secret;
    private int start;
    private int holding;
    private int node = SecretTrie.ROOT;
    private boolean masking;

    /// Where the masked bytes go.
    interface Next {
        void take(byte[] bytes, int from, int count);
    }

    private SecretMask(List<byte[]> patterns) {
        int longest = patterns.stream().mapToInt(pattern -> pattern.length).max().orElse(0);
        this.trie = new SecretTrie(patterns);
        this.held = new byte[2 * longest + 2];
        this.secret = new boolean[held.length];
    }

    static SecretMask of(List<String> secrets) {
        Set<String> patterns = new LinkedHashSet<>();
        for (String whole : secrets) {
            patterns.add(whole.strip());
            whole.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= LONG_ENOUGH)
                    .forEach(patterns::add);
        }
        patterns.remove("");
        return new SecretMask(
                patterns.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
    }

    void accept(byte[] source, int count, Next next) {
        int i = 0;
        while (i < count) {
            int plain = i;
            while (i < count && holding == 0 && !trie.begins(source[i])) {
                i++;
            }
            if (i > plain) {
                next.take(source, plain, i - plain);
                masking = false;
            }
            if (i < count) {
                hold(source[i++]);
                release(holding - trie.depth(node), next);
            }
        }
    }

    /// No secret is completed any more: what is held back is let go.
    void end(Next next) {
        release(holding, next);
        node = SecretTrie.ROOT;
        masking = false;
    }

    private void hold(byte next) {
        if (start + holding == held.length) {
            System.arraycopy(held, start, held, 0, holding);
            System.arraycopy(secret, start, secret, 0, holding);
            start = 0;
        }
        held[start + holding] = next;
        secret[start + holding] = false;
        holding++;
        node = trie.after(node, next);
        int end = start + holding;
        Arrays.fill(secret, end - trie.ending(node), end, true);
    }

    private void release(int count, Next next) {
        int end = start + count;
        while (start < end) {
            int from = start;
            boolean hidden = secret[from];
            while (start < end && secret[start] == hidden) {
                start++;
            }
            if (!hidden) {
                next.take(held, from, start - from);
            } else if (!masking) {
                next.take(STARS, 0, STARS.length);
            }
            masking = hidden;
        }
        holding -= count;
        if (holding == 0) {
            start = 0;
        }
    }
}
