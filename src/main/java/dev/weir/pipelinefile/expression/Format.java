package dev.weir.pipelinefile.expression;

import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/// How a value is written, in Python's format language; a number without a type and precision is
/// written as weir writes it everywhere, `1e-1` as `0.1`: `[[fill]align][sign][0][width][, or
/// _][.precision][type]`, as in `02d`, `.3f`, `,`, `>8`.
///
/// @param align `<`, `>`, `^` or `=`; 0 for what the type prefers
/// @param sign `+`, `-` or a space
/// @param group what stands between thousands, 0 for nothing
/// @param precision -1 for none
/// @param type a letter, `%`, or 0 for none
public record Format(
        int fill, char align, char sign, int width, char group, int precision, char type) {
    private static final int WIDEST = 1_000;
    private static final int MOST_PRECISE = 100;

    /// The format a text describes.
    ///
    /// @throws IllegalArgumentException with what is wrong with it
    public static Format of(String text) {
        return new FormatParser(text, WIDEST, MOST_PRECISE).format();
    }

    /// The value as this format writes it.
    ///
    /// @throws IllegalArgumentException when the format is not for such a value
    public String apply(Value value) {
        return switch (value) {
            case Value.Text(String text) -> ofText(text);
            case Value.Flag flag when type == 0 || type == 's' -> ofText(flag.text());
            case Value.Whole(long number) when isWholeType() -> ofWhole(number);
            case Value.Whole(long number) when type != 's' -> ofDecimal(new BigDecimal(number), "");
            case Value.Decimal(double number) when !isWholeType() && type != 's' || type == 0 ->
                    ofDecimal(new BigDecimal(number), new Value.Decimal(Math.abs(number)).text());
            default -> throw notFor(value);
        };
    }

    private IllegalArgumentException notFor(Value value) {
        String kind =
                switch (value) {
                    case Value.Text _ -> "a text";
                    case Value.Whole _ -> "a whole number";
                    case Value.Decimal _ -> "a number with a fraction";
                    case Value.Flag _ -> "true or false";
                    case Value.Nothing _ -> "nothing";
                    case Value.Sequence _ -> "a list";
                    case Value.Mapping _ -> "a mapping";
                };
        String which = type == 0 ? "a format" : "the format " + Quoted.of(Character.toString(type));
        return new IllegalArgumentException(which + " is not for " + kind);
    }

    private boolean isWholeType() {
        return switch (type) {
            case 0, 'd', 'x', 'X', 'o', 'b' -> true;
            default -> false;
        };
    }

    private String ofText(String text) {
        if (type != 0 && type != 's' || group != 0 || sign != '-' || align == '=') {
            throw notFor(new Value.Text(text));
        }
        int length = text.codePointCount(0, text.length());
        String cut =
                precision >= 0 && precision < length
                        ? text.substring(0, text.offsetByCodePoints(0, precision))
                        : text;
        return padded("", cut, '<');
    }

    private String ofWhole(long number) {
        if (precision >= 0) {
            throw new IllegalArgumentException("a whole number takes no precision");
        }
        int radix =
                switch (type) {
                    case 'x', 'X' -> 16;
                    case 'o' -> 8;
                    case 'b' -> 2;
                    default -> 10;
                };
        String digits = BigInteger.valueOf(number).abs().toString(radix);
        return signed(number < 0, type == 'X' ? digits.toUpperCase(Locale.ROOT) : digits, "");
    }

    /// @param shortest how the number is written without a format
    private String ofDecimal(BigDecimal exact, String shortest) {
        BigDecimal size = exact.abs();
        DecimalDigits digits = new DecimalDigits(precision);
        String text =
                switch (type) {
                    case 'f', 'F' -> digits.fixed(size);
                    case '%' -> digits.fixed(new BigDecimal(size.doubleValue() * 100)) + "%";
                    case 'e' -> digits.scientific(size);
                    case 'E' -> digits.scientific(size).toUpperCase(Locale.ROOT);
                    case 'g' -> digits.general(size);
                    case 'G' -> digits.general(size).toUpperCase(Locale.ROOT);
                    default -> precision < 0 ? shortest : digits.generalWithPoint(size);
                };
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return signed(exact.signum() < 0, text.substring(0, end), text.substring(end));
    }

    /// @param digits before the point
    /// @param rest the point and what follows
    private String signed(boolean negative, String digits, String rest) {
        String before = negative ? "-" : sign == '-' ? "" : Character.toString(sign);
        if (fill == '0' && align == '=' && group != 0) {
            int room = width - before.length() - rest.length();
            String zeros = digits;
            while (grouped(zeros).length() < room) {
                zeros = "0" + zeros;
            }
            return before + grouped(zeros) + rest;
        }
        return padded(before, grouped(digits) + rest, '>');
    }

    private String grouped(String digits) {
        if (group == 0) {
            return digits;
        }
        int size = group == '_' && type != 0 && "xXob".indexOf(type) >= 0 ? 4 : 3;
        StringBuilder text = new StringBuilder(digits);
        for (int i = digits.length() - size; i > 0; i -= size) {
            text.insert(i, group);
        }
        return text.toString();
    }

    private String padded(String before, String text, char usual) {
        int length = before.length() + text.codePointCount(0, text.length());
        int missing = Math.max(0, width - length);
        StringBuilder padded = new StringBuilder();
        int left =
                switch (align == 0 ? usual : align) {
                    case '<' -> 0;
                    case '^' -> missing / 2;
                    default -> missing;
                };
        if (align == '=') {
            padded.append(before);
        }
        padded.repeat(fill, left);
        if (align != '=') {
            padded.append(before);
        }
        return padded.append(text).repeat(fill, missing - left).toString();
    }
}
