package dev.weir.report;

/// Colours for a terminal, or none.
///
/// @param on whether there are colours
public record Paint(boolean on) {
    private static final String END = "\u001b[0m";

    /// Good: done, unchanged.
    public String good(String text) {
        return painted("\u001b[32m", text);
    }

    /// Bad: failed.
    public String bad(String text) {
        return painted("\u001b[31m", text);
    }

    /// To be looked at: stale, a warning.
    public String notable(String text) {
        return painted("\u001b[33m", text);
    }

    /// Beside the point: times, reasons.
    public String faint(String text) {
        return painted("\u001b[2m", text);
    }

    /// A name.
    public String name(String text) {
        return painted("\u001b[1m", text);
    }

    private String painted(String begin, String text) {
        return on ? begin + text + END : text;
    }
}
