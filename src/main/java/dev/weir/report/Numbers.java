package dev.weir.report;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers of metrics for people: whole ones whole, others with four digits that say something.
public final class Numbers {
    private static final MathContext DIGITS = new MathContext(4);

    private Numbers() {}

    /// Of a number as JSON writes it; a text that is no number stays as it is.
    public static String text(String number) {
        try {
            return text(new BigDecimal(number));
        } catch (NumberFormatException | ArithmeticException beyondAllBounds) {
            return number;
        }
    }

    private static String text(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.scale() <= 0 && (long) stripped.precision() - stripped.scale() < 16) {
            return stripped.toPlainString();
        }
        BigDecimal rounded = stripped.round(DIGITS).stripTrailingZeros();
        return Math.abs(rounded.scale()) > 9 ? rounded.toString() : rounded.toPlainString();
    }
}
