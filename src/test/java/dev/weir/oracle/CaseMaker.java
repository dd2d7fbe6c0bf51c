package dev.weir.oracle;

import dev.weir.graph.ProblemsException;
import dev.weir.graph.TaskGraph;
import dev.weir.oracle.Case.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Random cases: the same for the same seed.
final class CaseMaker {
    private static final List<String> TEXTS = List.of("aaaa\n", "bbbb\n", "cccc\n", "dd\n");
    private static final List<Duration> TIMES =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(59),
                    Duration.ofHours(2),
                    Duration.ofMinutes(-5));

    private final SplittableRandom random;
    private final TaskMaker maker;
    private List<TaskSpec> tasks = new ArrayList<>();
    private final List<TaskSpec> former = new ArrayList<>();

    private CaseMaker(long seed) {
        this.random = new SplittableRandom(seed);
        this.maker = new TaskMaker(random);
    }

    static Case of(long seed) {
        return new CaseMaker(seed).make();
    }

    /// Some are cells of a matrix, some are of an included file.
    private static String name(int number) {
        return switch (number % 4) {
            case 2 -> "t" + number + "@n=" + number + ",x=0.5";
            case 3 -> "f.t" + number;
            default -> "t" + number;
        };
    }

    private Case make() {
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            addTask(name(i));
        }
        List<TaskSpec> first = tasks;
        List<Step> steps = new ArrayList<>();
        List<Edit> sources = new ArrayList<>();
        for (String source : TaskMaker.SOURCES) {
            if (random.nextInt(5) > 0) {
                sources.add(new Edit.Write(source, text(), random.nextInt(8) == 0, false));
            }
        }
        int builds = 2 + random.nextInt(5);
        for (int i = 0; i < builds; i++) {
            List<Edit> edits = new ArrayList<>(i == 0 ? sources : List.of());
            for (int k = i == 0 ? 0 : random.nextInt(4); k > 0; k--) {
                edits.add(edit());
            }
            steps.add(new Step(edits, asked()));
        }
        return new Case(first, surroundings(), steps);
    }

    private Surroundings surroundings() {
        Map<String, String> params = new TreeMap<>(Map.of("p1", "1", "p2", "1"));
        return new Surroundings(
                new TreeMap<>(params), "v1", "tool 1", "c1", Instant.parse("2026-01-01T00:00:00Z"));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private void addTask(String name) {
        for (int tries = 0; tries < 20; tries++) {
            List<TaskSpec> all = Stage.declared(tasks, maker.task(name, tasks));
            if (isPossible(all)) {
                tasks = all;
                return;
            }
        }
    }

    private static boolean isPossible(List<TaskSpec> tasks) {
        try {
            Surroundings none = new Surroundings(new TreeMap<>(), "", "", "", Instant.EPOCH);
            TaskGraph.of(new Declared(none).pipeline(tasks));
            return true;
        } catch (ProblemsException mistakes) {
            return false;
        }
    }

    private Asked asked() {
        List<String> names = new ArrayList<>(tasks.stream().map(TaskSpec::name).toList());
        List<String> targets = new ArrayList<>();
        for (String name : names) {
            if (random.nextInt(3) == 0) {
                targets.add(name);
            }
        }
        Set<String> rerun = new HashSet<>();
        if (random.nextInt(6) == 0 && !names.isEmpty()) {
            rerun.add(names.get(random.nextInt(names.size())));
        }
        return new Asked(
                targets,
                random.nextInt(12) == 0,
                rerun,
                random.nextInt(3) == 0,
                1 + random.nextInt(8),
                random.nextInt(3) == 0,
                random.nextInt(10) == 0);
    }

    private Edit edit() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> new Edit.Write(source(), text(), random.nextInt(8) == 0, false);
            case 3, 4 -> new Edit.Write(source(), text(), false, true);
            case 5 -> new Edit.Remove(source());
            case 6 -> new Edit.Swap(source(), source());
            case 7 -> random.nextBoolean() ? new Edit.Touch(source()) : new Edit.FlipMode(source());
            case 8 ->
                    random.nextBoolean()
                            ? link()
                            : new Edit.Turn(
                                    pick(new String[] {"src/sub", "data/deep", "conf.txt"}));
            case 9, 10, 11 -> new Edit.Tamper(random.nextInt(1000), pick(Edit.Tamper.How.values()));
            case 12, 13 -> new Edit.SetParam("p" + (1 + random.nextInt(2)), "" + random.nextInt(3));
            case 14 -> outside();
            case 15 -> new Edit.Pass(TIMES.get(random.nextInt(TIMES.size())));
            case 16, 17 -> retask();
            default -> new Edit.Damage(random.nextInt(1000), pick(Edit.Damage.What.values()));
        };
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private String source() {
        return TaskMaker.SOURCES.get(random.nextInt(TaskMaker.SOURCES.size()));
    }

    private Edit link() {
        return new Edit.Link("src/link.txt", random.nextBoolean() ? "a.txt" : "b.txt");
    }

    private Edit outside() {
        return new Edit.SetOutside(
                "v" + random.nextInt(2), "tool " + random.nextInt(2), "c" + random.nextInt(2));
    }

    /// Another task, one less, one changed, or one as it was before.
    private Edit retask() {
        List<TaskSpec> before = tasks;
        switch (tasks.isEmpty() ? 0 : random.nextInt(5)) {
            case 0 -> addTask(name(random.nextInt(10)));
            case 1 -> {
                TaskSpec gone = tasks.get(random.nextInt(tasks.size()));
                former.add(gone);
                tasks = Stage.undeclared(tasks, gone.name());
                return new Edit.Undeclare(gone.name());
            }
            case 2 -> {
                TaskSpec old = tasks.get(random.nextInt(tasks.size()));
                former.add(old);
                addTask(old.name());
            }
            case 3 -> {
                if (!former.isEmpty()) {
                    former(former.get(random.nextInt(former.size())));
                }
            }
            default -> {
                TaskSpec old = tasks.get(random.nextInt(tasks.size()));
                former(old.withWord("word" + random.nextInt(3)));
            }
        }
        for (TaskSpec task : tasks) {
            if (!before.contains(task)) {
                return new Edit.Declare(task);
            }
        }
        return new Edit.Touch(source());
    }

    private void former(TaskSpec task) {
        List<TaskSpec> all = Stage.declared(tasks, task);
        if (isPossible(all)) {
            tasks = all;
        }
    }
}
