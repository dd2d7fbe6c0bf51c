package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WorkspacePathTest {
    @ParameterizedTest
    @CsvSource({
        "a,a",
        "./a//b/,a/b",
        "a/../b,b",
        "a/..,.",
        "../x,../x",
        "../../x/../y,../../y",
        "/a/./b,/a/b",
        ".hidden/f,.hidden/f",
        "a/...,a/...",
        "/,/",
    })
    void a_path_has_one_normal_form(String written, String normal) {
        assertEquals(normal, WorkspacePath.of(written).text());
        assertEquals(WorkspacePath.of(normal), WorkspacePath.of(WorkspacePath.of(written).text()));
    }

    @Test
    void a_path_above_the_root_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> WorkspacePath.of("/../x"));
        assertThrows(IllegalArgumentException.class, () -> WorkspacePath.of(""));
    }

    @ParameterizedTest
    @CsvSource({
        "a/x,.,a/x",
        "a/x,a,x",
        "a/x,a/b,../x",
        "x,a/b,../../x",
        "a,a,.",
        ".,a/b,../../",
        "ab/x,a,../ab/x",
        "../x,a/b,../../../x",
        "/x,a/b,/x",
        "a,a/b/c,../../",
    })
    void a_path_is_seen_from_a_folder(String path, String folder, String seen) {
        assertEquals(seen, WorkspacePath.of(path).relativeTo(WorkspacePath.of(folder)));
    }

    @Test
    void below_is_by_whole_names() {
        assertTrue(WorkspacePath.of("a/b").isBelow(WorkspacePath.of("a")));
        assertFalse(WorkspacePath.of("ab").isBelow(WorkspacePath.of("a")));
        assertFalse(WorkspacePath.of("a").isBelow(WorkspacePath.of("a")));
        assertTrue(WorkspacePath.of("a").isBelow(WorkspacePath.of(".")));
        assertFalse(WorkspacePath.of("../a").isBelow(WorkspacePath.of(".")));
        assertTrue(WorkspacePath.of("a").overlaps(WorkspacePath.of("a/b")));
    }
}
