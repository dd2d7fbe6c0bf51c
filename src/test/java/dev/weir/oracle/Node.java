package dev.weir.oracle;

import org.jspecify.annotations.Nullable;

/// A file: what whoever opens it reads.
///
/// @param link where it leads when it is a symbolic link, `""` for a file of its own
record Node(String text, boolean executable, String link) {
    static Node of(String text, boolean executable) {
        return new Node(text, executable, "");
    }

    /// Whether it stands there itself: a link does whatever is read through it.
    boolean standsAs(@Nullable Node there) {
        return there != null && (link.isEmpty() ? equals(there) : link.equals(there.link()));
    }

    /// As a reader sees it.
    Node followed() {
        return of(text, executable);
    }
}
