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
        } catch (NumberFormatException notFinite) {
            return number;
        }
    }

    private static String text(BigDecimal number) {
        if (number.stripTrailingZeros().scale() <= 0 && number.precision() < 16) {
            return number.setScale(0).toPlainString();
        }
        BigDecimal rounded = number.round(DIGITS).stripTrailingZeros();
        return Math.abs(rounded.scale()) > 9 ? rounded.toString() : rounded.toPlainString();
    }
}
