package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.disk.CacheFolder;
import dev.weir.pipeline.TaskName;
import dev.weir.trace.TraceLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// weir dies before each step that changes the disk, and in the midst of writes, whatever it does;
/// the next build ends well by itself. `mvn verify -Psoak-crash` takes each step, else it is a
/// sample; `-Dcrash.doing=MAKE,CLEAR` does only these.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CrashTest {
    private static final int MANY = 150;

    @TempDir static Path classes;
    @TempDir Path folder;

    private final Random random = new Random(Long.getLong("crash.seed", 1));

    @BeforeAll
    static void make_steps_deadly() throws IOException {
        DeadlyClasses.write(classes);
    }

    /// What a weir does when it dies.
    enum Doing {
        MAKE(50, "--json", "-j", "1"),
        RESTORE(50, "--json", "-j", "1"),
        RECOVER(60, "--json", "-j", "1"),
        COMPACT(12, "--json", "-j", "1"),
        COLLECT(15, "cache", "gc", "--keep", "1KB"),
        VERIFY(90, "verify"),
        UNDO(15, "undo"),
        CLEAN(30, "clean"),
        CLEAR(60, "clean", "--cache"),
        ADOPT(15, "adopt", "tree");

        private final int each;
        private final List<String> words;

        /// @param each of how many steps one is taken
        Doing(int each, String... words) {
            this.each = each;
            this.words = List.of(words);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wherever_it_dies_the_next_build_ends_well_and_the_one_after_does_nothing(Doing doing)
            throws Exception {
        List<String> only = List.of(System.getProperty("crash.doing", doing.name()).split(","));
        assumeTrue(only.contains(doing.name()));
        KilledSpace space = KilledSpace.quick(folder);
        space.buildsWell(Set.of(), "the first build");
        int each = Integer.getInteger("crash.each", doing.each);
        int step = 1 + random.nextInt(each);
        int died = 0;
        while (dies(doing, step, died % 2 == 0, space)) {
            step += each;
            died++;
        }
        assertTrue(died > 0, "only " + step + " steps");
        System.out.println("crashes: " + doing + " has some " + step + " steps, died at " + died);
    }

    private boolean dies(Doing doing, int step, boolean even, KilledSpace space) throws Exception {
        prepare(doing, step, even, space);
        List<String> words = new ArrayList<>(doing.words);
        words.addAll(doing == Doing.COLLECT ? List.of() : space.params());
        Victim victim = Victim.dying(space, words, classes, step);
        int code = victim.end();
        String after = doing + " died at step " + step + ": " + victim.place();
        boolean builds = words.contains("--json");
        if (doing == Doing.CLEAR) {
            space.loseMine();
        }
        space.buildsWell(builds ? victim.told() : Set.of(), after);
        return code == Death.CODE;
    }

    private void prepare(Doing doing, int step, boolean even, KilledSpace space) throws Exception {
        switch (doing) {
            case MAKE -> space.changeAll("new" + step);
            case RESTORE -> {
                space.changeAll(even ? "even" : "odd");
                space.editOne(step);
            }
            case RECOVER -> {
                space.changeAll("new" + step);
                space.editOne(step);
                List<String> words = new ArrayList<>(doing.words);
                words.addAll(space.params());
                Victim first = Victim.dying(space, words, classes, 20 + random.nextInt(MANY));
                var _ = first.end();
            }
            case COMPACT -> {
                space.editOne(step);
                repeatTraces(space);
            }
            case COLLECT, VERIFY, CLEAN, CLEAR, ADOPT -> {
                space.changeAll("new" + step);
                space.buildsWell(Set.of(), "before " + doing);
            }
            case UNDO -> {
                space.editOne(step);
                space.buildsWell(Set.of(), "before " + doing);
            }
        }
    }

    /// Makes the log so long that it is worth to be written anew: not by closing it, which would do
    /// that.
    private static void repeatTraces(KilledSpace space) throws IOException {
        CacheFolder cache = new CacheFolder(space.root().resolve("cache"));
        TraceLog log = TraceLog.load(cache);
        while (Files.size(cache.path(TraceLog.FILE)) < 100_000) {
            for (TaskName task : log.tasks()) {
                log.append(log.of(task).orElseThrow(), "");
            }
        }
    }
}
