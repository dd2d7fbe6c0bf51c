package dev.weir.report;

/// Numbers of bytes for people: `812 B`, `4.2 KB`, `125 MB`, in units of 1000.
public final class Sizes {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB", "EB"};

    private Sizes() {}

    /// With two digits that say something, three at most.
    public static String text(long bytes) {
        int unit = 0;
        long whole = bytes;
        long rest = 0;
        while (whole >= 1000) {
            rest = whole % 1000;
            whole /= 1000;
            unit++;
        }
        String tenths = unit > 0 && whole < 10 ? "." + rest / 100 : "";
        return whole + tenths + " " + UNITS[unit];
    }

    /// `1 task`, `3 tasks`.
    public static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
