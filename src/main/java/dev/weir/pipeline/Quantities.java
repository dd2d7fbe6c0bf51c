package dev.weir.pipeline;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// Amounts with a unit, as users write them.
public final class Quantities {
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000);

    private Quantities() {}

    /// A time such as `500ms`, `2s`, `1.5h`, `10m`, `30d`; several units may follow each other,
    /// `1h30m`. Nothing when the text is none, or lasts for more than some thousand years.
    public static Optional<Duration> duration(String text) {
        BigDecimal millis = BigDecimal.ZERO;
        int at = 0;
        while (at < text.length()) {
            int unit = numberEnd(text, at);
            int end = wordEnd(text, unit);
            long one = millisOf(text.substring(unit, end));
            Optional<BigDecimal> amount = number(text.substring(at, unit));
            if (one == 0 || amount.isEmpty()) {
                return Optional.empty();
            }
            millis = millis.add(amount.get().multiply(BigDecimal.valueOf(one)));
            at = end;
        }
        return text.isEmpty() || millis.compareTo(MOST) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(millis.longValue()));
    }

    private static long millisOf(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            case "w" -> 604_800_000;
            default -> 0;
        };
    }

    /// A number of bytes such as `4GB` (thousands), `512MiB` (1,024s) or `100B`; `4G` is `4GB`.
    /// Nothing when the text is none, or too large to count.
    public static Optional<Long> bytes(String text) {
        int unit = numberEnd(text, 0);
        int gap = unit < text.length() && text.charAt(unit) == ' ' ? unit + 1 : unit;
        long one = bytesOf(text.substring(gap));
        Optional<BigDecimal> amount = number(text.substring(0, unit));
        if (one == 0 || amount.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal bytes = amount.get().multiply(BigDecimal.valueOf(one));
        return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(bytes.longValue());
    }

    private static long bytesOf(String unit) {
        return switch (unit) {
            case "B" -> 1;
            case "K", "KB", "kB" -> 1_000;
            case "M", "MB" -> 1_000_000;
            case "G", "GB" -> 1_000_000_000;
            case "T", "TB" -> 1_000_000_000_000L;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            case "TiB" -> 1L << 40;
            default -> 0;
        };
    }

    private static Optional<BigDecimal> number(String digits) {
        int point = digits.indexOf('.');
        boolean whole = !digits.isEmpty() && point != 0 && point != digits.length() - 1;
        return whole && digits.length() <= 18 && point == digits.lastIndexOf('.')
                ? Optional.of(new BigDecimal(digits))
                : Optional.empty();
    }

    private static int numberEnd(String text, int from) {
        int end = from;
        while (end < text.length()
                && (text.charAt(end) >= '0' && text.charAt(end) <= '9'
                        || text.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
            end++;
        }
        return end;
    }
}
