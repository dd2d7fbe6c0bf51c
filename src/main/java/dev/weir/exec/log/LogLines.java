package dev.weir.exec.log;

import dev.weir.exec.LogSink;

/// Divides text into the lines of a log, as a terminal would leave them: a carriage return starts a
/// line over (of a progress bar its last state stays), a backspace takes a character back, escape
/// sequences are dropped. Other control characters become U+FFFD, so binary output harms no
/// terminal. For one thread at a time.
public final class LogLines {
    /// A longer line goes on in the next piece.
    public static final int LONGEST = 8192;

    private static final char ESCAPE = 0x1B;
    private static final char BELL = 0x07;
    private static final char REPLACEMENT = '\uFFFD';

    private final LogSink sink;
    private final StringBuilder line = new StringBuilder();
    private boolean returned;
    private boolean continued;
    private State state = State.TEXT;

    public LogLines(LogSink sink) {
        this.sink = sink;
    }

    /// Where the text stands in an escape sequence: `ESC [ … letter`, or `ESC ] … BEL`.
    private enum State {
        TEXT,
        ESCAPE,
        CONTROL_SEQUENCE,
        COMMAND
    }

    /// Takes more text; lines that it completes are handed on before it returns.
    public void accept(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (state == State.TEXT) {
                text(c);
            } else {
                state = afterEscape(c);
            }
        }
    }

    /// Hands on an unfinished line.
    public void end() {
        if (!line.isEmpty()) {
            emit();
        }
        returned = false;
        continued = false;
        state = State.TEXT;
    }

    private void text(char c) {
        switch (c) {
            case '\n' -> newLine();
            case '\r' -> returned = true;
            case '\b' -> takeBack();
            case ESCAPE -> state = State.ESCAPE;
            default -> append(c == '\t' || !Character.isISOControl(c) ? c : REPLACEMENT);
        }
    }

    /// A character is one or two of Java's.
    private void takeBack() {
        if (!line.isEmpty()) {
            line.setLength(line.offsetByCodePoints(line.length(), -1));
        }
    }

    private State afterEscape(char c) {
        if (c == '\n') {
            newLine();
            return State.TEXT;
        }
        return switch (state) {
            case ESCAPE ->
                    c == '[' ? State.CONTROL_SEQUENCE : c == ']' ? State.COMMAND : State.TEXT;
            case CONTROL_SEQUENCE -> c >= '@' && c <= '~' ? State.TEXT : state;
            case COMMAND -> c == BELL ? State.TEXT : c == ESCAPE ? State.ESCAPE : state;
            case TEXT -> state;
        };
    }

    private void append(char c) {
        if (returned) {
            line.setLength(0);
            returned = false;
        }
        if (line.length() >= LONGEST && !Character.isLowSurrogate(c)) {
            emit();
            continued = true;
        } else if (line.length() == LONGEST - 1 && Character.isHighSurrogate(c)) {
            emit();
            continued = true;
        }
        line.append(c);
    }

    private void newLine() {
        if (!line.isEmpty() || !continued) {
            emit();
        }
        returned = false;
        continued = false;
    }

    private void emit() {
        sink.line(line.toString());
        line.setLength(0);
    }
}
