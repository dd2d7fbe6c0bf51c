package dev.weir.pipelinefile.expression;

import dev.weir.diagnostic.Quoted;

/// Reads a format.
final class FormatParser {
    private final String text;
    private final int widest;
    private final int mostPrecise;
    private int at;

    FormatParser(String text, int widest, int mostPrecise) {
        this.text = text;
        this.widest = widest;
        this.mostPrecise = mostPrecise;
    }

    Format format() {
        int fill = ' ';
        char align = 0;
        int second = text.isEmpty() ? 0 : Character.charCount(text.codePointAt(0));
        if (second < text.length() && isAlign(text.charAt(second))) {
            fill = text.codePointAt(0);
            align = text.charAt(second);
            at = second + 1;
        } else if (!text.isEmpty() && isAlign(text.charAt(0))) {
            align = text.charAt(0);
            at = 1;
        }
        char sign = takeOneOf("+- ");
        if (takeOneOf("0") != 0 && align == 0) {
            fill = '0';
            align = '=';
        }
        int width = takeNumber(widest, 0);
        char group = takeOneOf(",_");
        int precision = takeOneOf(".") == 0 ? -1 : takeNumber(mostPrecise, -2);
        char type = takeOneOf("bdeEfFgGosxX%");
        if (at < text.length() || precision == -2) {
            throw new IllegalArgumentException(
                    "not a format: " + Quoted.of(text) + " (it is as in Python: 02d, .3f, >8)");
        }
        return new Format(fill, align, sign == 0 ? '-' : sign, width, group, precision, type);
    }

    private static boolean isAlign(char c) {
        return c == '<' || c == '>' || c == '^' || c == '=';
    }

    private char takeOneOf(String characters) {
        return at < text.length() && characters.indexOf(text.charAt(at)) >= 0
                ? text.charAt(at++)
                : 0;
    }

    private int takeNumber(int most, int missing) {
        int start = at;
        int number = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = Math.min(most + 1, number * 10 + text.charAt(at++) - '0');
        }
        if (number > most) {
            throw new IllegalArgumentException(
                    "the format "
                            + Quoted.of(text)
                            + " asks for more than "
                            + most
                            + " characters");
        }
        return at == start ? missing : number;
    }
}
