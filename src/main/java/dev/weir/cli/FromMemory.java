package dev.weir.cli;

import dev.weir.cli.session.Answers;
import dev.weir.cli.session.Session;
import java.util.List;
import java.util.Optional;

/// Answers a call as an earlier one was, if nothing that this rests on has changed, and no other:
/// what little that takes stands in a JVM's cache of its own. The launcher calls it first where it
/// may work.
public final class FromMemory {
    /// The exit code for a call that has to be looked into; nothing was said then.
    static final int UNKNOWN = 64;

    private static final List<String> VERSION = List.of("--version");

    private FromMemory() {}

    /// Ends the JVM by halting, as [Main#main].
    public static void main(String[] arguments) {
        callDirectly();
        Runtime.getRuntime().halt(isAnswered(arguments) ? 0 : UNKNOWN);
    }

    /// Tells the JDK to make no code for calls by reflection: it would take longer than all the
    /// calls that are made here.
    static void callDirectly() {
        System.setProperty("jdk.reflect.useNativeAccessorOnly", "true");
    }

    static boolean isAnswered(String... arguments) {
        Session session = Main.session();
        try {
            Optional<String> said = answer(session, List.of(arguments));
            said.ifPresent(session.out()::print);
            return said.isPresent() && session.out().failure().isEmpty();
        } catch (InterruptedException ended) {
            return false;
        }
    }

    private static Optional<String> answer(Session session, List<String> arguments)
            throws InterruptedException {
        return arguments.equals(VERSION)
                ? Optional.of(session.versionLine())
                : new Answers(session, arguments).recall();
    }
}
