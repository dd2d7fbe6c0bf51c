package dev.weir.cli;

import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Signals;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/// The signals of this process.
///
/// `sun.misc.Signal` is the only way to them that the JDK has. It is reached by reflection because
/// the compiler warns of its name, and a warning ends the build.
final class ProcessSignals implements Signals {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    /// What ends the JVM is watched only while our handlers stand: around that a signal is answered
    /// by the JVM's own.
    @Override
    public Listening listen(Listener listener) {
        List<Runnable> undo = new ArrayList<>();
        undo.add(handle("INT", ExitCode.INTERRUPTED, listener));
        undo.add(handle("TERM", ExitCode.TERMINATED, listener));
        undo.add(handle("HUP", ExitCode.HUNG_UP, listener));
        WatchedEnd end = WatchedEnd.of(listener);
        return () -> {
            end.unwatch();
            undo.forEach(Runnable::run);
            end.mayCome();
        };
    }

    private static Runnable handle(String name, ExitCode code, Listener listener) {
        try {
            Class<?> handlerType = Class.forName(HANDLER);
            Object signal = Class.forName(SIGNAL).getConstructor(String.class).newInstance(name);
            Object handler =
                    Proxy.newProxyInstance(
                            Main.class.getClassLoader(),
                            new Class<?>[] {handlerType},
                            (proxy, method, values) ->
                                    switch (method.getName()) {
                                        case "handle" -> {
                                            listener.received(code);
                                            yield null;
                                        }
                                        default -> method.invoke(listener, values);
                                    });
            Object before = replace(signal, handler);
            return () -> {
                try {
                    replace(signal, before);
                } catch (ReflectiveOperationException impossible) {
                    throw new IllegalStateException(impossible);
                }
            };
        } catch (ReflectiveOperationException elsewhere) {
            return () -> {};
        }
    }

    private static Object replace(Object signal, Object handler)
            throws ReflectiveOperationException {
        return signal.getClass()
                .getMethod("handle", signal.getClass(), Class.forName(HANDLER))
                .invoke(null, signal, handler);
    }

    @Override
    public void endAtOnce(ExitCode code) {
        Runtime.getRuntime().halt(code.code());
    }
}
