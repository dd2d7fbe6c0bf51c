package dev.weir.cli.command;

import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Session;
import dev.weir.diagnostic.Quoted;
import dev.weir.report.Console.Volume;
import dev.weir.report.Paint;

/// How much is said, and with which colours.
///
/// @param paint the colours of results
/// @param errPaint the colours of errors
/// @param live whether a line of the terminal can be drawn again
record Look(Paint paint, Paint errPaint, boolean live, Volume volume) {
    /// As asked for: `--color`, `NO_COLOR` and `TERM`, and whether there is a terminal.
    static Look of(Session session, Arguments arguments) {
        Volume volume =
                arguments.has(Option.QUIET)
                        ? Volume.QUIET
                        : arguments.has(Option.VERBOSE) ? Volume.VERBOSE : Volume.USUAL;
        String colour = arguments.value(Option.COLOR).orElse("auto");
        boolean dumb = session.environment().getOrDefault("TERM", "").equals("dumb");
        boolean plain = dumb || !session.environment().getOrDefault("NO_COLOR", "").isEmpty();
        boolean out = session.terminal().isOut();
        return new Look(
                new Paint(isColoured(colour, out && !plain)),
                new Paint(isColoured(colour, session.terminal().isErr() && !plain)),
                out && !dumb && volume != Volume.QUIET,
                volume);
    }

    private static boolean isColoured(String colour, boolean usually) {
        return switch (colour) {
            case "auto" -> usually;
            case "always" -> true;
            case "never" -> false;
            default ->
                    throw Mistake.of(
                            "option '--color' takes auto, always or never, not "
                                    + Quoted.of(colour),
                            "");
        };
    }
}
