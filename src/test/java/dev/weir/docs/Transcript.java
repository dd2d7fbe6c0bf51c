package dev.weir.docs;

import java.util.ArrayList;
import java.util.List;

/// What a console sample says: command lines, each with what it prints.
///
/// In the sample a line `…` stands for any lines, and `…` at the end of a line for any end of it.
record Transcript(List<Call> calls) {
    private static final String ANY = "…";

    /// @param command as typed
    /// @param printed as the sample has it
    record Call(String command, List<String> printed) {}

    static Transcript of(List<String> lines) {
        List<Call> calls = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("$ ")) {
                calls.add(new Call(line.substring(2), new ArrayList<>()));
            } else {
                calls.getLast().printed().add(line);
            }
        }
        return new Transcript(calls);
    }

    /// Whether what was printed looks like the sample, once what no two runs have in common is made
    /// the same.
    static boolean alike(List<String> sample, List<String> printed) {
        if (sample.isEmpty()) {
            return printed.isEmpty();
        }
        String first = sample.getFirst();
        List<String> rest = sample.subList(1, sample.size());
        if (first.strip().equals(ANY)) {
            for (int skipped = 0; skipped <= printed.size(); skipped++) {
                if (alike(rest, printed.subList(skipped, printed.size()))) {
                    return true;
                }
            }
            return false;
        }
        return !printed.isEmpty()
                && isAlike(first, printed.getFirst())
                && alike(rest, printed.subList(1, printed.size()));
    }

    /// The lines of a sample that nothing printed looks like: where to look first.
    static List<String> unlike(List<String> sample, List<String> printed) {
        return sample.stream()
                .filter(line -> !line.strip().equals(ANY))
                .filter(line -> printed.stream().noneMatch(other -> isAlike(line, other)))
                .toList();
    }

    private static boolean isAlike(String sample, String line) {
        return sample.endsWith(ANY)
                ? usual(line)
                        .startsWith(usual(sample.substring(0, sample.length() - 1)).stripTrailing())
                : usual(line).equals(usual(sample));
    }

    /// The line without times, sizes, figures, ids and digests; small whole numbers stay.
    static String usual(String line) {
        return line.replaceAll("\\b\\d{8}T\\d{6}Z-\\w+", "RUN")
                .replaceAll("\\bv_\\d{8}_\\d{6}(_\\d+)?", "VERSION")
                .replaceAll("\\b[0-9a-f]{64}\\b", "DIGEST")
                .replaceAll("\\b\\d+ min \\d+ s\\b|\\b\\d+(\\.\\d+)? s\\b", "TIME")
                .replaceAll("\\b\\d+(\\.\\d+)? [KMG]?B\\b", "SIZE")
                .replaceAll("-?\\b\\d+\\.\\d+\\b|\\b\\d{1,3}(,\\d{3})+\\b", "FIGURE")
                .replaceAll("\\brows \\d+( → \\d+)?", "rows FIGURE")
                .replaceAll("\\b\\d+ (rows|of)\\b", "FIGURE $1")
                .replaceAll(" {2,}", "  ");
    }
}
