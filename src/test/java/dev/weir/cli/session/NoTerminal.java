package dev.weir.cli.session;

/// Pipes.
public record NoTerminal() implements Terminal {
    @Override
    public boolean isOut() {
        return false;
    }

    @Override
    public boolean isErr() {
        return false;
    }

    @Override
    public int columns() {
        return 0;
    }
}
