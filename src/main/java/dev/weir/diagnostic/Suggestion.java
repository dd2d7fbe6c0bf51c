package dev.weir.diagnostic;

/// Finds what a mistyped name was meant to be.
public final class Suggestion {
    private static final int LONGEST = 80;
    private static final int SHORT = 5;
    private static final int MOST = 3;

    private Suggestion() {}

    /// `did you mean 'train'?` for the known name that is most alike, the first of several; `""`
    /// when none is alike enough: one change in a short name, one in three characters of a longer
    /// one, three at most. A change is a character put in, left out, replaced, or swapped with its
    /// neighbour; case does not count.
    public static String among(Iterable<String> known, String written) {
        String best = "";
        int fewest = most(written.length()) + 1;
        if (written.length() <= LONGEST) {
            for (String name : known) {
                int changes = name.equals(written) ? fewest : changes(written, name, fewest);
                if (changes < fewest) {
                    fewest = changes;
                    best = name;
                }
            }
        }
        return best.isEmpty() ? "" : "did you mean " + Quoted.of(best) + "?";
    }

    private static int most(int length) {
        return length <= SHORT ? Math.min(length - 1, 1) : Math.min(length / 3, MOST);
    }

    /// The optimal string alignment distance, or some number not below the limit.
    static int changes(String from, String to, int limit) {
        if (Math.abs(from.length() - to.length()) >= limit) {
            return limit;
        }
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            int least = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (alike(from, i, to, j) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && alike(from, i, to, j - 1) && alike(from, i - 1, to, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least >= limit) {
                return limit;
            }
        }
        return row[to.length()];
    }

    private static boolean alike(String a, int i, String b, int j) {
        return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
    }
}
