package dev.weir.oracle;

import dev.weir.oracle.TaskSpec.In;
import dev.weir.oracle.TaskSpec.Kind;
import dev.weir.oracle.TaskSpec.Out;
import dev.weir.oracle.TaskSpec.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Random tasks over a small world of paths, in which they meet often.
final class TaskMaker {
    /// Where sources may be.
    static final List<String> SOURCES =
            List.of(
                    "src/a.txt",
                    "src/b.txt",
                    "src/it's c.txt",
                    "src/sub/d.txt",
                    "src/.hidden.txt",
                    "src/__pycache__/e.txt",
                    "data/f.txt",
                    "data/deep/g.txt",
                    "conf.txt");

    private static final List<String> GLOBS =
            List.of(
                    "src/*.txt",
                    "src/**",
                    "src/**/*.txt",
                    "data/**",
                    "data/*.txt",
                    "out/*",
                    "gen/**/*.txt",
                    "gen/*/f0.txt",
                    "data/*/*");
    private static final List<String> FOLDERS =
            List.of("src", "src/sub", "data", "data/deep", "out", "gen");
    private static final List<String> EXCLUDES =
            List.of(
                    "src/b.txt",
                    "src/sub",
                    "data/*.txt",
                    "data/deep",
                    "**/*.txt",
                    "gen/t1",
                    "out/t0.txt");
    private static final List<Trait> ODDITIES =
            List.of(
                    Trait.NONDETERMINISTIC,
                    Trait.COARSE,
                    Trait.COARSE,
                    Trait.FAILS_ON_SOME,
                    Trait.FLAKY,
                    Trait.FORGETFUL,
                    Trait.EXECUTABLE,
                    Trait.NAMES_INPUTS,
                    Trait.NAMES_INPUTS,
                    Trait.READS_PARAMS,
                    Trait.PASSES_ENV,
                    Trait.ASKS_TOOL,
                    Trait.EFFECT,
                    Trait.NO_EFFECT,
                    Trait.REFRESH_ALWAYS,
                    Trait.REFRESH_HOURLY,
                    Trait.FROZEN,
                    Trait.ODD_FOLDER,
                    Trait.ODD_FOLDER,
                    Trait.MEDDLES,
                    Trait.SLOW,
                    Trait.SLOW,
                    Trait.TALKS);

    private final SplittableRandom random;

    TaskMaker(SplittableRandom random) {
        this.random = random;
    }

    /// A task that may read what others make; it need not fit to them.
    TaskSpec task(String name, List<TaskSpec> others) {
        if (random.nextInt(12) == 0) {
            return new TaskSpec(
                    name, Kind.GROUP, "", "", 1, Set.of(), List.of(), List.of(), needs(others, 2));
        }
        Kind kind =
                switch (random.nextInt(20)) {
                    case 0 -> Kind.SHELL;
                    case 1, 2, 3 -> Kind.STEP;
                    default -> Kind.COMMAND;
                };
        Set<Trait> traits = traits(kind);
        List<Out> outputs = outputs(name, traits.contains(Trait.EFFECT));
        List<In> inputs = inputs(kind, others, outputs);
        if (traits.contains(Trait.MEDDLES)) {
            inputs.add(new In("", new Pattern("own/" + name + ".txt"), true, List.of()));
        }
        return new TaskSpec(
                name,
                kind,
                "word" + random.nextInt(3),
                random.nextInt(3) == 0 || traits.contains(Trait.READS_PARAMS)
                        ? "p" + (1 + random.nextInt(2))
                        : "",
                traits.contains(Trait.MEDDLES) ? 1 : 1 + random.nextInt(2),
                traits,
                inputs,
                outputs,
                random.nextInt(6) == 0 ? needs(others, 1) : List.of());
    }

    private Set<Trait> traits(Kind kind) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        while (random.nextInt(5) < 2) {
            traits.add(ODDITIES.get(random.nextInt(ODDITIES.size())));
        }
        if (traits.contains(Trait.FROZEN)) {
            traits.remove(Trait.REFRESH_ALWAYS);
            traits.remove(Trait.REFRESH_HOURLY);
            traits.remove(Trait.MEDDLES); // fails each time
        }
        if (kind != Kind.COMMAND) {
            traits.remove(Trait.READS_PARAMS);
        }
        if (kind == Kind.STEP) {
            traits.remove(Trait.PASSES_ENV);
        }
        if (kind == Kind.SHELL) {
            traits.retainAll(
                    Set.of(Trait.EXECUTABLE, Trait.EFFECT, Trait.FROZEN, Trait.REFRESH_HOURLY));
            if (random.nextInt(8) == 0) {
                traits.add(Trait.FAILS);
            }
        }
        return traits;
    }

    private List<String> needs(List<TaskSpec> others, int most) {
        List<String> needs = new ArrayList<>();
        for (int i = 0; i < most && !others.isEmpty(); i++) {
            String need = others.get(random.nextInt(others.size())).name();
            if (!needs.contains(need)) {
                needs.add(need);
            }
        }
        return needs;
    }

    private List<Out> outputs(String name, boolean effect) {
        List<Out> outputs = new ArrayList<>();
        int count = List.of(0, 1, 1, 1, 1, 1, 2, 2).get(random.nextInt(8));
        for (int i = 0; i < count; i++) {
            String path =
                    switch (random.nextInt(8)) {
                        case 0 -> "out/" + name + ".txt";
                        case 1 -> "data/" + name + ".txt";
                        case 2 -> "data/deep/" + name + ".dat";
                        case 3 -> "gen/" + name;
                        case 4 -> "data/" + name;
                        case 5 -> name;
                        case 6 -> "any/" + name;
                        default -> "gen/" + name + ".txt";
                    };
            boolean folder =
                    path.startsWith("any")
                            ? random.nextBoolean()
                            : !path.endsWith(".txt") && !path.endsWith(".dat");
            boolean temporary = !effect && random.nextInt(3) == 0;
            if (outputs.stream().noneMatch(other -> other.path().equals(path))) {
                outputs.add(new Out(path, folder, temporary));
            }
        }
        return outputs;
    }

    private List<In> inputs(Kind kind, List<TaskSpec> others, List<Out> own) {
        List<In> inputs = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<Pattern> exclude = new ArrayList<>();
            if (kind != Kind.SHELL && random.nextInt(6) == 0) {
                exclude.add(new Pattern(EXCLUDES.get(random.nextInt(EXCLUDES.size()))));
            }
            if (kind != Kind.SHELL && random.nextInt(3) == 0) {
                own.forEach(output -> exclude.add(new Pattern(output.path())));
            }
            inputs.add(new In("", new Pattern(read(others)), random.nextInt(5) == 0, exclude));
        }
        return inputs;
    }

    private String read(List<TaskSpec> others) {
        List<Out> made = others.stream().flatMap(task -> task.outputs().stream()).toList();
        int choice = random.nextInt(10);
        if (choice < 5 && !made.isEmpty()) {
            Out output = made.get(random.nextInt(made.size()));
            return output.path()
                    + (output.folder()
                            ? pick(List.of("", "", "/f0.txt", "/sub", "/sub/**", "/**"))
                            : "");
        }
        return switch (choice) {
            case 5 -> pick(GLOBS);
            case 6 -> pick(FOLDERS);
            default -> pick(SOURCES);
        };
    }

    private String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
