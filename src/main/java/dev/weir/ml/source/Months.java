package dev.weir.ml.source;

import java.time.YearMonth;
import java.util.regex.Pattern;

/// Fills `{month}`, `{month+1}` and `{month-12}` into a text: that many months later or earlier, as
/// `2023-12`.
final class Months {
    private static final Pattern PLACE = Pattern.compile("\\{month(?:([+-]\\d{1,4}))?}");

    private Months() {}

    static boolean isIn(String text) {
        return PLACE.matcher(text).find();
    }

    static String fill(String text, YearMonth month) {
        return PLACE.matcher(text)
                .replaceAll(place ->
                        month.plusMonths(
                                        place.group(1) == null ? 0 : Long.parseLong(place.group(1)))
                                .toString());
    }
}
