package dev.weir.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.diagnostic.Diagnostic.Where;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DiagnosticTextTest {
    @Test
    void carets_stand_under_what_is_meant() {
        assertShown("a: bcd\n", "bcd", "1:4", "  a: bcd", "     ^^^");
    }

    @Test
    void a_tab_before_it_stays_a_tab() {
        assertShown("a:\t\tbcd", "bcd", "1:5", "  a:\t\tbcd", "    \t\t^^^");
    }

    @Test
    void wide_characters_take_two_columns_and_marks_none() {
        assertShown("日本 ab", "ab", "1:4", "  日本 ab", "       ^^");
        assertShown("x 日本", "日本", "1:3", "  x 日本", "    ^^^^");
        assertShown("🚕 ab", "ab", "1:3", "  🚕 ab", "     ^^");
        assertShown("e\u0301 ab", "ab", "1:4", "  e\u0301 ab", "    ^^");
    }

    @Test
    void an_empty_place_gets_one_caret() {
        SourceText source = new SourceText("f", "ab\ncd");
        assertEquals(
                "f:1:3: error: wrong\n  ab\n    ^\n",
                DiagnosticText.of(
                        Diagnostic.error(new Where.Text(new Span(source, 2, 2)), "wrong")));
        assertEquals(
                "f:2:3: error: wrong\n  cd\n    ^\n",
                DiagnosticText.of(
                        Diagnostic.error(new Where.Text(new Span(source, 5, 5)), "wrong")));
    }

    @Test
    void of_several_lines_the_first_is_shown() {
        assertShown("x: |\n  a\n  b\n", "|\n  a", "1:4", "  x: |", "     ^");
        assertShown("x: |\r\n  a\r\n", "|\r\n  a", "1:4", "  x: |", "     ^");
    }

    @Test
    void a_long_line_is_cut_around_the_place() {
        String line = "a".repeat(500) + "WRONG" + "b".repeat(500);
        SourceText source = new SourceText("f", line);
        Span span = new Span(source, 500, 505);
        List<String> shown =
                DiagnosticText.of(Diagnostic.error(new Where.Text(span), "wrong")).lines().toList();
        assertTrue(shown.get(1).length() < 130, shown.get(1));
        assertEquals(shown.get(1).indexOf("WRONG"), shown.get(2).indexOf("^^^^^"));
    }

    @Test
    void nothing_a_text_holds_reaches_the_terminal_as_a_command() {
        SourceText source = new SourceText("f\u001B[2J", "a\u001B[31mb\u202Ec");
        String shown =
                DiagnosticText.of(
                        Diagnostic.error(
                                new Where.Text(new Span(source, 0, 1)),
                                "unknown key " + Quoted.of("x\u001B[0m\ny\u202E")));
        assertTrue(shown.chars().allMatch(c -> c == '\n' || c >= ' ' && c != 0x202E), shown);
    }

    @Test
    void nothing_a_message_holds_does_so_either() {
        assertEquals(
                "error: no file 'a\uFFFD[31m\\nb'\n  help: is it \uFFFDhere?\n",
                DiagnosticText.of(
                        Diagnostic.error(
                                new Where.Nowhere(),
                                "no file 'a\u001B[31m\nb'",
                                "is it \u202Ehere?")));
    }

    @Test
    void what_has_no_lines_is_named() {
        assertEquals(
                "--param month=13: error: wrong\n  help: mend it\n",
                DiagnosticText.of(
                        Diagnostic.error(new Where.Named("--param month=13"), "wrong", "mend it")));
        assertEquals(
                "warning: odd\n",
                DiagnosticText.of(Diagnostic.warning(new Where.Nowhere(), "odd", "")));
    }

    @Test
    void mistakes_are_thrown_by_place_and_each_once() {
        SourceText source = new SourceText("f", "abc\ndef");
        Diagnostics diagnostics = new Diagnostics();
        diagnostics.add(Diagnostic.error(new Where.Named("--x"), "last"));
        diagnostics.error(new Span(source, 4, 5), "second");
        diagnostics.error(new Span(source, 0, 1), "first");
        diagnostics.error(new Span(source, 0, 1), "first");
        diagnostics.warning(new Span(source, 2, 3), "between", "");
        DiagnosticException wrong =
                assertThrows(DiagnosticException.class, diagnostics::throwIfErrors);
        assertEquals(
                List.of("first", "between", "second", "last"),
                wrong.diagnostics().stream().map(Diagnostic::message).toList());
        assertEquals(3, diagnostics.errors());
    }

    @Test
    void warnings_alone_stop_nothing() {
        Diagnostics diagnostics = new Diagnostics();
        diagnostics.warning(new Span(new SourceText("f", "a"), 0, 1), "odd", "");
        diagnostics.throwIfErrors();
        assertEquals(1, diagnostics.all().size());
    }

    @Test
    void of_countless_mistakes_the_first_are_kept() {
        SourceText source = new SourceText("f", "a".repeat(3_000));
        Diagnostics diagnostics = new Diagnostics();
        for (int i = 0; i < 2_500; i++) {
            diagnostics.error(new Span(source, i, i + 1), "wrong");
        }
        assertEquals(1_001, diagnostics.all().size());
        assertEquals("1500 more are not shown", diagnostics.all().getLast().message());
        assertEquals(2_500, diagnostics.errors());
    }

    private static void assertShown(
            String text, String part, String place, String line, String carets) {
        SourceText source = new SourceText("f", text);
        int start = text.indexOf(part);
        Span span = new Span(source, start, start + part.length());
        assertEquals(
                "f:" + place + ": error: wrong\n" + line + "\n" + carets + "\n",
                DiagnosticText.of(Diagnostic.error(new Where.Text(span), "wrong")));
    }
}
