package dev.weir.cli.session;

/// Which streams are a terminal.
public interface Terminal {
    /// Whether results and progress go to one.
    boolean isOut();

    /// Whether errors and warnings go to one.
    boolean isErr();

    /// How many columns it has, 0 when not known. May take a moment.
    int columns();
}
