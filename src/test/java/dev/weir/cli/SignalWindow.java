package dev.weir.cli;

import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Signals.Listening;

/// A JVM in which signals are taken for moments, while one is sent to it: the program of
/// [ProcessSignalsTest].
final class SignalWindow {
    private static volatile boolean asked;

    private SignalWindow() {}

    /// @param arguments `early` for a signal that came before signals were taken, and is acted on
    ///   after; or `always`, to begin and end to take them until one comes
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("early")) {
            early(arguments[1]);
        }
        boolean said = false;
        while (!asked) {
            moment();
            if (!said) {
                System.out.println("ready");
                said = true;
            }
        }
        System.out.println("asked");
        Runtime.getRuntime().halt(ExitCode.HUNG_UP.code());
    }

    private static void moment() {
        try (Listening _ = new ProcessSignals().listen(_ -> asked = true)) {
            Thread.onSpinWait();
        }
    }

    /// Whoever ends the JVM holds this monitor; what has it first lets the JVM's own answer to the
    /// signal begin, and not go on.
    private static void early(String name) throws Exception {
        Listening listening;
        synchronized (Class.forName("java.lang.Shutdown")) {
            raise(name);
            Thread end = answering(name);
            while (end.getState() != Thread.State.BLOCKED) {
                Thread.sleep(1);
            }
            listening = new ProcessSignals().listen(code -> System.out.println("asked " + code));
        }
        Thread.sleep(100);
        System.out.println("in order");
        listening.close();
        Thread.sleep(60_000);
    }

    private static void raise(String name) throws Exception {
        Class<?> signal = Class.forName("sun.misc.Signal");
        signal.getMethod("raise", signal)
                .invoke(null, signal.getConstructor(String.class).newInstance(name));
    }

    private static Thread answering(String name) throws InterruptedException {
        while (true) {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("SIG" + name + " handler")) {
                    return thread;
                }
            }
            Thread.sleep(1);
        }
    }
}
