package dev.weir.ml.source;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/// A version of a file, as the server describes it.
///
/// @param validator what `If-Range` takes: a strong ETag, else the time of the last change if that
///   tells versions apart
record Version(Optional<String> validator, OptionalLong length) {
    static final Version UNKNOWN = new Version(Optional.empty(), OptionalLong.empty());

    /// A file may change twice in one second, and who wrote its time of change may have another
    /// clock than who answers: such a time is only good once it is well past (RFC 9110, 8.8.2.2; so
    /// long by RFC 7232, 2.2.2).
    private static final Duration DOUBT = Duration.ofSeconds(60);

    static Version of(HttpHeaders headers) {
        return new Version(validator(headers), headers.firstValueAsLong("Content-Length"));
    }

    private static Optional<String> validator(HttpHeaders headers) {
        return headers.firstValue("ETag")
                .filter(tag -> tag.startsWith("\""))
                .or(() -> headers.firstValue("Last-Modified").filter(at -> isPast(at, headers)));
    }

    private static boolean isPast(String changed, HttpHeaders headers) {
        try {
            return !time(changed)
                    .plus(DOUBT)
                    .isAfter(time(headers.firstValue("Date").orElse(changed)));
        } catch (DateTimeException noTime) {
            return false;
        }
    }

    private static ZonedDateTime time(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    /// Whether a part that the server sends may be of this version.
    ///
    /// @param total the length of the whole, or `*`
    boolean allows(HttpHeaders headers, String total) {
        var other =
                headers.firstValue("ETag")
                        .filter(tag -> tag.startsWith("\""))
                        .or(() -> headers.firstValue("Last-Modified"));
        return (other.isEmpty() || other.equals(validator))
                && (length.isEmpty() || total.equals(Long.toString(length.getAsLong())));
    }
}
