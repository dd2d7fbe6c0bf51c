package dev.weir.pipelinefile.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/// Follows the quoting of a POSIX shell script (XCU 2.2, 2.3, 2.6, 2.7.4) far enough to tell in
/// which context each expression stands.
final class ShellScanner {
    private final ScriptText script;
    private final List<Integer> places;
    private final List<ShellContext> contexts = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<Heredoc> heredocs = new ArrayList<>();
    private boolean ambiguous;
    private int at;
    private int inWord = -1;
    private int atWord;

    ShellScanner(Interpolation interpolation) {
        script = new ScriptText(interpolation);
        places = script.places();
    }

    List<ShellContext> contexts() {
        frames.push(new Frame(Mode.WORDS));
        while (at < script.length()) {
            step();
        }
        if (ambiguous || frames.size() > 1 || !heredocs.isEmpty()) {
            return Collections.nCopies(places.size(), ShellContext.QUOTED);
        }
        return contexts;
    }

    private void step() {
        Frame frame = frames.getFirst();
        char c = script.charAt(at);
        if (script.isPlace(at)) {
            boolean words = frame.mode == Mode.WORDS && !follows("$");
            take(1, words ? ShellContext.WORDS : ShellContext.QUOTED);
        } else if (c == '\\') {
            backslash();
        } else if (c == '`') {
            backticks();
        } else if (c == '$') {
            dollar(frame);
        } else if (c == '"') {
            doubleQuote(frame);
        } else {
            switch (frame.mode) {
                case WORDS -> inWords(frame, c);
                case DOUBLE -> at++;
                case BRACE -> inBrace(c);
                case ARITHMETIC -> inArithmetic(frame, c);
            }
        }
    }

    /// A backslash before a line break vanishes with it: what stands before and after it is one.
    private void backslash() {
        boolean vanishes = script.startsWith("\\\n", at);
        boolean wordStarts = startsWord();
        boolean blankBefore = at == 0 || " \t\n".indexOf(script.charAt(at - 1)) >= 0;
        ambiguous |= vanishes && !blankBefore && (frames.size() > 1 || follows("$<({"));
        take(2, ShellContext.QUOTED);
        if (vanishes && wordStarts) {
            atWord = at;
        } else {
            inWord = at;
        }
    }

    private void inWords(Frame frame, char c) {
        switch (c) {
            case '\'' -> singleQuotes();
            case '#' -> {
                if (startsWord()) {
                    takeUntil(script.lineEnd(at), ShellContext.QUOTED);
                } else {
                    at++;
                }
            }
            case '<' -> redirect();
            case '\n' -> {
                at++;
                heredocBodies();
            }
            case '(' -> {
                if (script.startsWith("((", at)) {
                    arithmetic(2);
                } else {
                    frame.depth++;
                    at++;
                }
            }
            case ')' -> {
                at++;
                if (frame.depth > 0) {
                    frame.depth--;
                } else if (frames.size() > 1) {
                    frames.pop();
                    inWord = at;
                }
            }
            default -> {
                ambiguous |= frames.size() > 1 && startsWord() && script.startsWith("case", at);
                at++;
            }
        }
    }

    private void inBrace(char c) {
        if (c == '\'') {
            boolean inDouble = frames.stream().anyMatch(frame -> frame.mode == Mode.DOUBLE);
            ambiguous |= inDouble;
            singleQuotes();
        } else {
            at++;
            if (c == '}') {
                frames.pop();
            }
        }
    }

    private void inArithmetic(Frame frame, char c) {
        ambiguous |= c == '\'' || c == '#' || script.startsWith("<<", at);
        at++;
        if (c == '(') {
            frame.depth++;
        } else if (c == ')' && --frame.depth == 0) {
            ambiguous |= script.charAt(at - 2) != ')';
            frames.pop();
            inWord = at;
        }
    }

    private void dollar(Frame frame) {
        if (script.startsWith("$((", at)) {
            arithmetic(3);
        } else if (script.startsWith("$(", at)) {
            frames.push(new Frame(Mode.WORDS));
            at += 2;
        } else if (script.startsWith("${", at)) {
            frames.push(new Frame(Mode.BRACE));
            at += 2;
        } else if (script.startsWith("$'", at) && frame.mode != Mode.DOUBLE) {
            at++;
            int end = script.find('\'', at + 1);
            ambiguous |= end > 0 && script.charAt(end - 1) == '\\';
            singleQuotes();
        } else {
            at++;
            if (at < script.length()
                    && !script.isPlace(at)
                    && "$?!#*@-".indexOf(script.charAt(at)) >= 0) {
                at++;
            }
        }
    }

    /// `$(( ))`, and `(( ))`: a calculation for some shells, for others a subshell in a subshell.
    private void arithmetic(int characters) {
        frames.push(new Frame(Mode.ARITHMETIC));
        frames.getFirst().depth = 2;
        at += characters;
    }

    private void doubleQuote(Frame frame) {
        if (frame.mode == Mode.DOUBLE) {
            frames.pop();
        } else {
            frames.push(new Frame(Mode.DOUBLE));
        }
        at++;
    }

    private void singleQuotes() {
        int end = script.find('\'', at + 1);
        ambiguous |= end < 0;
        takeUntil(end < 0 ? script.length() : end + 1, ShellContext.QUOTED);
    }

    private void backticks() {
        int end = at + 1;
        while (end < script.length() && script.charAt(end) != '`') {
            end += script.charAt(end) == '\\' ? 2 : 1;
        }
        ambiguous |= end >= script.length();
        takeUntil(Math.min(end + 1, script.length()), ShellContext.QUOTED);
    }

    /// `<<word` starts a heredoc, `<<<` is a word as any other.
    private void redirect() {
        if (script.startsWith("<<<", at) || !script.startsWith("<<", at)) {
            at += script.startsWith("<<<", at) ? 3 : 1;
            return;
        }
        Heredoc heredoc = Heredoc.at(script, at);
        ambiguous |= !heredoc.clear();
        heredocs.add(heredoc);
        takeUntil(heredoc.end(), ShellContext.QUOTED);
    }

    private void heredocBodies() {
        for (Heredoc heredoc : heredocs) {
            Heredoc.Body body = heredoc.body(script, at);
            ambiguous |= !body.clear();
            takeUntil(body.end(), ShellContext.QUOTED);
        }
        heredocs.clear();
    }

    /// Whether a word starts here: what was escaped, or came out of a substitution, is part of one.
    private boolean startsWord() {
        return at == atWord
                || at != inWord
                        && !script.isPlace(at - 1)
                        && " \t\n;&|()<>".indexOf(script.charAt(at - 1)) >= 0;
    }

    private boolean follows(String characters) {
        return at > 0 && characters.indexOf(script.charAt(at - 1)) >= 0 && !script.isPlace(at - 1);
    }

    private void take(int characters, ShellContext context) {
        takeUntil(Math.min(at + characters, script.length()), context);
    }

    /// Goes on to a position; all places on the way have that context.
    private void takeUntil(int end, ShellContext context) {
        while (contexts.size() < places.size() && places.get(contexts.size()) < end) {
            contexts.add(context);
        }
        at = end;
    }

    private enum Mode {
        WORDS,
        DOUBLE,
        BRACE,
        ARITHMETIC
    }

    private static final class Frame {
        private final Mode mode;
        private int depth;

        Frame(Mode mode) {
            this.mode = mode;
        }
    }
}
