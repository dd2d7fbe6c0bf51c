package dev.weir.oracle;

/// A file: what whoever opens it reads.
///
/// @param link where it leads when it is a symbolic link, `""` for a file of its own
record Node(String text, boolean executable, String link) {
    static Node of(String text, boolean executable) {
        return new Node(text, executable, "");
    }

    /// As a reader sees it.
    Node followed() {
        return of(text, executable);
    }
}
