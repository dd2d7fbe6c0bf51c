package dev.weir.pipeline;

import java.util.Optional;

/// What an unquoted scalar means: YAML 1.2's core schema, except that numbers with a leading zero
/// are texts. So `yes`, `on`, `012`, `1:30` and dates are texts.
public final class CoreSchema {
    private CoreSchema() {}

    /// The value an unquoted scalar stands for.
    ///
    /// @throws ArithmeticException for a number that is too large, or not finite
    public static Value value(String scalar) {
        return switch (scalar) {
            case "", "~", "null", "Null", "NULL" -> new Value.Nothing();
            case "true", "True", "TRUE" -> new Value.Flag(true);
            case "false", "False", "FALSE" -> new Value.Flag(false);
            default -> number(scalar).orElseGet(() -> new Value.Text(scalar));
        };
    }

    /// Whether the scalar is one that older YAML reads as a boolean.
    public static boolean looksLikeFlag(String scalar) {
        return switch (scalar) {
            case "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF" ->
                    true;
            default -> false;
        };
    }

    /// Whether the scalar would be a number but for its leading zeros.
    public static boolean looksLikeNumber(String scalar) {
        int start = scalar.startsWith("-") || scalar.startsWith("+") ? 1 : 0;
        int digits = start;
        while (digits < scalar.length() && scalar.charAt(digits) == '0') {
            digits++;
        }
        if (digits == start) {
            return false;
        }
        String rest = scalar.substring(digits);
        String bare = rest.isEmpty() || !isDigit(rest.charAt(0)) ? "0" + rest : rest;
        return isText(scalar) && !isText(bare);
    }

    /// Whether the scalar stands for a text, not for a number, a boolean or nothing.
    public static boolean isText(String scalar) {
        try {
            return value(scalar) instanceof Value.Text;
        } catch (ArithmeticException _) {
            return false;
        }
    }

    private static Optional<Value> number(String scalar) {
        char first = scalar.charAt(0);
        if (!isDigit(first) && first != '-' && first != '+' && first != '.') {
            return Optional.empty();
        }
        if (scalar.startsWith("0x") || scalar.startsWith("0o")) {
            int radix = scalar.charAt(1) == 'x' ? 16 : 8;
            return isAll(scalar, 2, radix)
                    ? Optional.of(whole(scalar.substring(2), radix, scalar))
                    : Optional.empty();
        }
        int start = first == '-' || first == '+' ? 1 : 0;
        switch (scalar.substring(start)) {
            case ".inf", ".Inf", ".INF" -> throw notFinite(scalar);
            default -> {}
        }
        switch (scalar) {
            case ".nan", ".NaN", ".NAN" -> throw notFinite(scalar);
            default -> {}
        }
        return decimalNumber(scalar, start);
    }

    private static Optional<Value> decimalNumber(String scalar, int start) {
        int point = digitsEnd(scalar, start);
        int whole = point - start;
        if (whole > 1 && scalar.charAt(start) == '0') {
            return Optional.empty();
        }
        if (point == scalar.length()) {
            return whole == 0 ? Optional.empty() : Optional.of(whole(scalar, 10, scalar));
        }
        int end = point;
        if (scalar.charAt(point) == '.') {
            end = digitsEnd(scalar, point + 1);
            if (whole == 0 && end == point + 1) {
                return Optional.empty();
            }
        } else if (whole == 0) {
            return Optional.empty();
        }
        if (end < scalar.length() && !isExponent(scalar, end)) {
            return Optional.empty();
        }
        double number = Double.parseDouble(scalar);
        if (!Double.isFinite(number)) {
            throw notFinite(scalar);
        }
        return Optional.of(new Value.Decimal(number));
    }

    private static boolean isExponent(String scalar, int at) {
        if (scalar.charAt(at) != 'e' && scalar.charAt(at) != 'E') {
            return false;
        }
        int digits = at + 1;
        if (digits < scalar.length()
                && (scalar.charAt(digits) == '-' || scalar.charAt(digits) == '+')) {
            digits++;
        }
        return digits < scalar.length() && digitsEnd(scalar, digits) == scalar.length();
    }

    private static int digitsEnd(String scalar, int from) {
        int end = from;
        while (end < scalar.length() && isDigit(scalar.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAll(String scalar, int from, int radix) {
        for (int i = from; i < scalar.length(); i++) {
            if (scalar.charAt(i) > 'f' || Character.digit(scalar.charAt(i), radix) < 0) {
                return false;
            }
        }
        return scalar.length() > from;
    }

    private static Value whole(String digits, int radix, String scalar) {
        try {
            return new Value.Whole(Long.parseLong(digits, radix));
        } catch (NumberFormatException _) {
            throw new ArithmeticException("the number " + scalar + " is too large");
        }
    }

    private static ArithmeticException notFinite(String scalar) {
        return new ArithmeticException("the number " + scalar + " is not finite");
    }
}
