package dev.weir.together;

import dev.weir.together.Caller.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One case: rounds of calls at once, with a look at what they left after each.
final class Case {
    private static final long PATIENCE_SECONDS = 60;

    private final long seed;
    private final Random random;
    private final Path root;
    private final Plot plot;
    private final Weir weir;
    private Set<Order.State> possible = Set.of(Order.State.empty());

    Case(long seed, Path root) {
        this.seed = seed;
        this.random = new Random(seed);
        this.root = root;
        this.plot = Plot.of(random);
        this.weir = new Weir(root, plot);
    }

    /// Plays it.
    ///
    /// @param most calls at once
    void play(Caller caller, int rounds, int most) throws Exception {
        for (Part part : plot.parts()) {
            edit(part, 0);
        }
        for (int round = 1; round <= rounds; round++) {
            round(caller, 2 + random.nextInt(most - 1));
            edit(plot.parts().get(random.nextInt(plot.parts().size())), round);
        }
        finish();
        requireNoLitter();
    }

    private void edit(Part part, int version) throws IOException {
        Files.writeString(root.resolve(part.source()), part.source() + " " + version + "\n");
    }

    private void round(Caller caller, int calls) throws Exception {
        List<Ask> asks = Stream.generate(() -> Ask.of(random, plot)).limit(calls).toList();
        if (isAnyKilled(caller, asks)) {
            // Several come upon what the dead ones left.
            var _ =
                    isAnyKilled(
                            caller,
                            Stream.generate(() -> Ask.of(random, plot)).limit(calls).toList());
            finish();
            return;
        }
        possible = matching(new Order(plot, weir.sources()).after(possible, asks));
        Guard.require(
                !possible.isEmpty(),
                "no order of "
                        + asks.stream().map(Ask::line).collect(Collectors.joining(" | "))
                        + " leads to "
                        + disk().keySet());
    }

    private boolean isAnyKilled(Caller caller, List<Ask> asks) throws Exception {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (Ask ask : asks) {
            answers.add(caller.call(root, seed, ask));
        }
        boolean killed = false;
        for (int i = 0; i < asks.size(); i++) {
            switch (answer(answers.get(i), asks.get(i))) {
                case Answer.Done _ -> {}
                case Answer.Wrong(String what) -> throw new AssertionError(what);
                case Answer.Killed() -> killed = true;
            }
        }
        return killed;
    }

    private static Answer answer(CompletableFuture<Answer> coming, Ask ask) throws Exception {
        try {
            return coming.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException stuck) {
            throw new AssertionError("stuck: " + ask.line(), stuck);
        }
    }

    private Set<Order.State> matching(Set<Order.State> states) throws IOException {
        Map<String, String> disk = disk();
        Set<Order.State> matching = new HashSet<>();
        requireWhole(disk);
        for (Order.State state : states) {
            if (lasting(state.disk()).equals(lasting(disk))) {
                matching.add(state);
            }
        }
        return matching;
    }

    /// Without what may be there or not.
    private static Map<String, String> lasting(Map<String, String> disk) {
        Map<String, String> lasting = new TreeMap<>(disk);
        lasting.keySet().removeIf(file -> !file.startsWith(Part.OUT));
        return lasting;
    }

    /// A build of everything sets all right, and the next one has nothing to do.
    private void finish() throws Exception {
        int variant = random.nextInt(Plot.VARIANTS - 1);
        Ask all = Ask.everything(plot, variant);
        weir.call(all);
        Guard.require(weir.call(all), "a second build of everything has something to do");
        Map<String, String> disk = disk();
        requireWhole(disk);
        requireNoLitter();
        possible = new Order(plot, weir.sources()).after(Set.of(Order.State.empty()), List.of(all));
        Map<String, String> made = possible.iterator().next().disk();
        lasting(made)
                .forEach((file, text) ->
                        Guard.require(text.equals(disk.get(file)), file + " differs"));
        possible = Set.of(new Order.State(disk));
    }

    private void requireWhole(Map<String, String> disk) {
        disk.forEach((file, text) ->
                Guard.require(
                        plot.parts().stream().anyMatch(part -> part.couldMake(text)),
                        file + " is a half"));
    }

    /// The outputs, and what lies beside them.
    private Map<String, String> disk() throws IOException {
        Map<String, String> disk = new TreeMap<>();
        for (String folder : List.of(Part.OUT, "temporary")) {
            Path out = root.resolve(folder);
            if (Files.isDirectory(out)) {
                try (Stream<Path> files = Files.walk(out)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        disk.put(root.relativize(file).toString(), Files.readString(file));
                    }
                }
            }
        }
        return disk;
    }

    /// No aside, no journal, no scratch folder is left.
    private void requireNoLitter() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> left =
                    files.map(path -> root.relativize(path).toString())
                            .filter(path ->
                                    path.contains(".weir~")
                                            || path.startsWith("cache/state/journal/")
                                            || path.startsWith("cache/tmp/tasks/"))
                            .toList();
            Guard.require(left.isEmpty(), "left behind: " + left);
        }
    }
}
