package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CoreSchemaTest {
    @Test
    void nothing_and_flags_have_three_spellings_each() {
        for (String nothing : List.of("", "~", "null", "Null", "NULL")) {
            assertEquals(new Value.Nothing(), CoreSchema.value(nothing));
        }
        for (String on : List.of("true", "True", "TRUE")) {
            assertEquals(new Value.Flag(true), CoreSchema.value(on));
        }
        assertEquals(new Value.Flag(false), CoreSchema.value("False"));
    }

    @Test
    void whole_numbers_are_decimal_octal_and_hexadecimal() {
        assertEquals(new Value.Whole(0), CoreSchema.value("0"));
        assertEquals(new Value.Whole(0), CoreSchema.value("-0"));
        assertEquals(new Value.Whole(-12), CoreSchema.value("-12"));
        assertEquals(new Value.Whole(12), CoreSchema.value("+12"));
        assertEquals(new Value.Whole(15), CoreSchema.value("0o17"));
        assertEquals(new Value.Whole(31), CoreSchema.value("0x1F"));
        assertEquals(new Value.Whole(Long.MAX_VALUE), CoreSchema.value("9223372036854775807"));
        assertEquals(new Value.Whole(Long.MIN_VALUE), CoreSchema.value("-9223372036854775808"));
    }

    @Test
    void numbers_with_a_fraction_are_canonical() {
        assertEquals(new Value.Decimal(0.1), CoreSchema.value("1e-1"));
        assertEquals(new Value.Decimal(0.5), CoreSchema.value(".5"));
        assertEquals(new Value.Decimal(5), CoreSchema.value("5."));
        assertEquals(new Value.Decimal(-1200), CoreSchema.value("-1.2E+3"));
        assertEquals(new Value.Decimal(0), CoreSchema.value("-0.0"));
        assertEquals("0.1", CoreSchema.value("1e-1").text());
        assertEquals("5.0", CoreSchema.value("5.0").text());
    }

    @Test
    void everything_else_is_a_text() {
        for (String text :
                List.of(
                        "yes",
                        "no",
                        "on",
                        "off",
                        "y",
                        "012",
                        "00",
                        "-01",
                        "01.5",
                        "1:30",
                        "1_000",
                        "2023-01-31",
                        "0x",
                        "0xg",
                        "0o8",
                        "-0x1",
                        "1e",
                        "1e+",
                        "e1",
                        ".",
                        "-",
                        "+",
                        "--1",
                        "1.2.3",
                        "tRue",
                        "nULL",
                        ".e1",
                        "1 2",
                        "١",
                        "0b1")) {
            assertEquals(new Value.Text(text), CoreSchema.value(text), text);
        }
    }

    @Test
    void numbers_that_do_not_fit_are_refused() {
        for (String number :
                List.of(
                        "9223372036854775808",
                        "0xFFFFFFFFFFFFFFFF",
                        "1e999",
                        ".inf",
                        "-.INF",
                        ".NaN")) {
            assertThrows(ArithmeticException.class, () -> CoreSchema.value(number), number);
            assertFalse(CoreSchema.isText(number), number);
        }
    }

    @Test
    void what_older_yaml_reads_otherwise_is_known() {
        assertTrue(CoreSchema.looksLikeFlag("Yes"));
        assertFalse(CoreSchema.looksLikeFlag("true"));
        for (String number : List.of("012", "-007", "00", "01.5", "00e1", "0" + "1".repeat(60))) {
            assertTrue(CoreSchema.looksLikeNumber(number), number);
        }
        for (String other : List.of("0", "12", "0x1", "0a", "abc", "", "-", "0-1", "1:30", "0.5")) {
            assertFalse(CoreSchema.looksLikeNumber(other), other);
        }
    }
}
