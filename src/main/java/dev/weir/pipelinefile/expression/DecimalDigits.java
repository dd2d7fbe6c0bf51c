package dev.weir.pipelinefile.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// The digits of a number as Python's `f`, `e` and `g` write them: rounded from the exact value,
/// half to even.
final class DecimalDigits {
    private final int precision;

    /// @param precision -1 for the usual 6
    DecimalDigits(int precision) {
        this.precision = precision < 0 ? 6 : precision;
    }

    String fixed(BigDecimal size) {
        return size.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }

    String scientific(BigDecimal size) {
        return scientific(size, precision);
    }

    private static String scientific(BigDecimal size, int fraction) {
        BigDecimal rounded = size.round(new MathContext(fraction + 1, RoundingMode.HALF_EVEN));
        int exponent = size.signum() == 0 ? 0 : exponent(rounded);
        String digits = rounded.movePointLeft(exponent).setScale(fraction).toPlainString();
        String mark = exponent < 0 ? "e-" : "e+";
        int distance = Math.abs(exponent);
        return digits + mark + (distance < 10 ? "0" : "") + distance;
    }

    String general(BigDecimal size) {
        return general(size, Math.max(1, precision), Math.max(1, precision));
    }

    /// As `g`, but always with a point: what Python does without a type.
    String generalWithPoint(BigDecimal size) {
        int digits = Math.max(1, precision);
        String text = general(size, digits, digits - 1);
        return text.indexOf('.') < 0 && text.indexOf('e') < 0 ? text + ".0" : text;
    }

    private static String general(BigDecimal size, int digits, int mostBeforePoint) {
        BigDecimal rounded = size.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = size.signum() == 0 ? 0 : exponent(rounded);
        if (exponent >= -4 && exponent < mostBeforePoint) {
            return withoutZeros(
                    rounded.setScale(Math.max(0, digits - 1 - exponent)).toPlainString());
        }
        String text = scientific(size, digits - 1);
        int mark = text.indexOf('e');
        return withoutZeros(text.substring(0, mark)) + text.substring(mark);
    }

    private static int exponent(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }

    private static String withoutZeros(String digits) {
        if (digits.indexOf('.') < 0) {
            return digits;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
