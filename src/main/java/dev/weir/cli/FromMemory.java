package dev.weir.cli;

import dev.weir.cli.session.NothingToDo;
import dev.weir.cli.session.Session;
import java.util.List;
import java.util.Optional;

/// Answers a call that had nothing to do and still has nothing to do, and no other: what little
/// that takes stands in a JVM's cache of its own. The launcher calls it first where it may work.
public final class FromMemory {
    /// The exit code for a call that has to be looked into; nothing was said then.
    static final int UNKNOWN = 64;

    private FromMemory() {}

    /// Ends the JVM by halting, as [Main#main].
    public static void main(String[] arguments) {
        Runtime.getRuntime().halt(isAnswered(arguments) ? 0 : UNKNOWN);
    }

    static boolean isAnswered(String... arguments) {
        Session session = Main.session();
        try {
            Optional<String> said = new NothingToDo(session, List.of(arguments)).recall();
            said.ifPresent(session.out()::print);
            return said.isPresent() && session.out().failure().isEmpty();
        } catch (InterruptedException ended) {
            return false;
        }
    }
}
