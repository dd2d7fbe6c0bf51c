package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ValueTest {
    private static void check(double number) {
        BigDecimal plain = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        String expected =
                plain.scale() < 1 ? plain.setScale(1).toPlainString() : plain.toPlainString();
        assertEquals(expected, new Value.Decimal(number).text());
    }

    @Test
    void a_number_is_written_without_exponent_and_with_as_few_digits_as_tell_it() {
        assertEquals("0.1", new Value.Decimal(1e-1).text());
        assertEquals("5.0", new Value.Decimal(5).text());
        assertEquals("0.0", new Value.Decimal(-0.0).text());
        assertEquals("0.0001", new Value.Decimal(1e-4).text());
        assertEquals("123456789.0", new Value.Decimal(123_456_789).text());
        assertEquals("1.0E15", new Value.Decimal(1e15).text());
        assertEquals("-1.0E-10", new Value.Decimal(-1e-10).text());
        for (double edge : new double[] {1e-3, 1e7, 1}) {
            check(edge);
            check(-edge);
            check(Math.nextUp(edge));
            check(Math.nextUp(-edge));
        }
        check(Math.nextDown(1e7));
        check(Math.nextDown(1e-3));
    }

    @Test
    void so_is_any_number_of_usual_size() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 50_000; i++) {
            double digits = random.nextInt(2) == 0 ? random.nextInt(2000) : random.nextDouble();
            double number = digits * Math.pow(10, random.nextInt(14) - 5);
            if (number == 0 || number >= 1e-9 && number < 1e15) {
                check(number);
                check(-number + 0.0);
            }
        }
    }
}
