package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TaskNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a-b_1",
                "größe",
                "a@b=1",
                "a@b=1.5,c=-x+y",
                "a@b-c=..",
                "1@1=1",
                "f.a",
                "f.g.a@b=1"
            })
    void names_of_tasks_and_cells_are_names(String text) {
        assertTrue(TaskName.isValid(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a b",
                "a/b",
                "@",
                "a@",
                "a@b",
                "a@b=",
                "a@=1",
                "a@b=1,",
                "a@,b=1",
                "a@b=1@c=2",
                "a@b=1=2",
                "a@b=1,b=2",
                "a@b=x y",
                "a@b=x/y",
                "@b=1",
                "a@b=1,c",
                "a@b.c=1",
                ".a",
                "a.",
                "a..b",
                "a.-b"
            })
    void other_texts_are_not(String text) {
        assertFalse(TaskName.isValid(text));
    }

    @Test
    void a_cell_knows_its_task_and_values() {
        TaskName cell = new TaskName("train@algorithm=xgboost,rate=0.1");
        assertEquals("train", cell.declared());
        assertEquals(Map.of("algorithm", "xgboost", "rate", "0.1"), cell.cell());
        assertEquals(Map.of(), new TaskName("train").cell());
    }

    @Test
    void a_name_is_made_of_task_and_values() {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        assertEquals("train", new TaskName("train").at(values).text());
        values.put("b", "1");
        values.put("a", "2");
        assertEquals("train@b=1,a=2", new TaskName("train@a=9").at(values).text());
    }

    @Test
    void a_name_selects_itself_and_the_cells_with_its_values() {
        TaskName cell = new TaskName("train@a=1,b=12");
        assertTrue(new TaskName("train").selects(cell));
        assertTrue(new TaskName("train@b=12").selects(cell));
        assertTrue(new TaskName("train@b=12,a=1").selects(cell));
        assertTrue(cell.selects(cell));
        assertFalse(new TaskName("train@b=1").selects(cell));
        assertFalse(new TaskName("trai").selects(cell));
        assertFalse(new TaskName("train-all").selects(cell));
        assertFalse(cell.selects(new TaskName("train")));
    }
}
