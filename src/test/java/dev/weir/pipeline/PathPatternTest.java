package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PathPatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "data/*.csv data/a.csv true",
                "data/*.csv data/.csv.csv false",
                "data/*.csv data/sub/a.csv false",
                "**/*.csv a.csv true",
                "**/*.csv x/y/z/a.csv true",
                "data/** data/x/y true",
                "data/** data false",
                "data/**/b data/b true",
                "data/**/b data/x/y/b true",
                "data/**/b data/.x/b false",
                "data/.*/b data/.x/b true",
                "a?c abc true",
                "a?c a/c false",
                "[a-c]x bx true",
                "[!a-c]x bx false",
                "[!a-c]x dx true",
                "[]a] ] true",
                "x{1,2{a,b}}.txt x2b.txt true",
                "x{1,2{a,b}}.txt x2.txt false",
                "{a,b}/*.csv b/q.csv true",
                "data/*/ data/x/deep/file true",
                "**/*.txt cache/objects/a.txt false",
                "**/*.txt sub/cache/a.txt true",
                "**/* a/.git/config false",
                "** a/__pycache__/m.pyc false",
                "** a/.weir~b false",
                "../up/*.csv ../up/x.csv true",
                "/abs/*.csv /abs/x.csv true",
                "*a*b*c xxaxxbxxc true",
                "*a*b*c xxaxxcxxb false",
            })
    void a_glob_matches_what_it_says(String glob, String path, boolean expected) {
        boolean matches = PathPattern.of(glob).matches(WorkspacePath.of(path));
        assertEquals(expected, matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "data/*.csv data true",
                "data/*.csv other false",
                "data/*.csv data/sub false",
                "data/**/x.csv data/sub/deep true",
                "**/x any/thing true",
                "**/x any/.hidden false",
                "{a,b}/c/* b/c true",
                "{a,b}/c/* b/d false",
                "a/b a true",
                "a/b a/b false",
                "**/* cache false",
            })
    void a_folder_is_entered_only_if_something_below_it_can_match(
            String glob, String folder, boolean expected) {
        assertEquals(expected, PathPattern.of(glob).mayMatchBelow(WorkspacePath.of(folder)));
    }

    @Test
    void whatever_matches_can_be_reached_through_its_folders() {
        Random random = new Random(7);
        List<String> names = List.of("a", "b", "ab", ".h", "c.csv");
        List<String> parts = List.of("*", "**", "a", "?", "{a,b}", "*.csv", "[a-b]", ".h");
        for (int round = 0; round < 20_000; round++) {
            String glob = random(random, parts);
            String path = random(random, names);
            if (glob.indexOf('*') < 0
                    && glob.indexOf('?') < 0
                    && glob.indexOf('[') < 0
                    && glob.indexOf('{') < 0) {
                continue;
            }
            PathPattern pattern = PathPattern.of(glob);
            WorkspacePath file = WorkspacePath.of(path);
            if (pattern.matches(file)) {
                for (int slash = path.indexOf('/');
                        slash > 0;
                        slash = path.indexOf('/', slash + 1)) {
                    WorkspacePath folder = WorkspacePath.of(path.substring(0, slash));
                    assertTrue(
                            pattern.mayMatchBelow(folder),
                            glob + " matches " + path + " but not below " + folder);
                }
                WorkspacePath root = pattern.root();
                assertTrue(
                        file.isBelow(root) || file.equals(root),
                        glob + " root " + root + " file " + path);
                assertTrue(pattern.covers(file), glob + " covers " + path);
            }
        }
    }

    private static String random(Random random, List<String> from) {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : "/").append(from.get(random.nextInt(from.size())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/[bc", "a/{b,c", "", "x\0y/*"})
    void what_is_not_closed_or_empty_is_refused(String glob) {
        assertThrows(IllegalArgumentException.class, () -> PathPattern.of(glob));
    }

    @Test
    void a_literal_takes_every_character_for_itself() {
        assertTrue(PathPattern.literal("data/[x]*.csv").matches(WorkspacePath.of("data/[x]*.csv")));
        assertFalse(PathPattern.literal("data/[x]*.csv").isGlob());
    }

    @Test
    void an_exclusion_takes_out_everything_below_a_folder() {
        assertTrue(PathPattern.of("data/tmp").covers(WorkspacePath.of("data/tmp/x/y")));
        assertTrue(PathPattern.of("**/tmp*").covers(WorkspacePath.of("data/tmp1/x/y")));
        assertFalse(PathPattern.of("data/tmp").covers(WorkspacePath.of("data/tmpx")));
    }
}
