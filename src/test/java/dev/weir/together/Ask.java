package dev.weir.together;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One call of a weir.
///
/// @param targets numbers of parts; all where everything is cleared
/// @param jobs how many tasks run at once
record Ask(Kind kind, List<Integer> targets, int variant, int jobs) {
    enum Kind {
        BUILD,
        CLEAN,
        CLEAR,
        COLLECT
    }

    static Ask of(Random random, Plot plot) {
        int variant = random.nextInt(Plot.VARIANTS);
        int jobs = 1 + random.nextInt(4);
        int chance = random.nextInt(14);
        if (chance <= 1) {
            return new Ask(chance == 0 ? Kind.CLEAR : Kind.COLLECT, all(plot), variant, jobs);
        }
        List<Integer> targets =
                random.ints(1 + random.nextInt(2), 0, plot.parts().size())
                        .distinct()
                        .boxed()
                        .toList();
        return new Ask(chance <= 3 ? Kind.CLEAN : Kind.BUILD, targets, variant, jobs);
    }

    /// A build of everything.
    static Ask everything(Plot plot, int variant) {
        return new Ask(Kind.BUILD, all(plot), variant, 2);
    }

    private static List<Integer> all(Plot plot) {
        return IntStream.range(0, plot.parts().size()).boxed().toList();
    }

    /// In one line, for another process.
    String line() {
        return kind
                + " "
                + variant
                + " "
                + jobs
                + " "
                + targets.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    static Ask read(String line) {
        String[] words = line.split(" ");
        return new Ask(
                Kind.valueOf(words[0]),
                Stream.of(words[3].split(",")).map(Integer::valueOf).toList(),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]));
    }
}
