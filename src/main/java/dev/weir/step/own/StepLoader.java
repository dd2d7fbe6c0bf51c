package dev.weir.step.own;

import dev.weir.step.Step;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.SortedMap;

/// Loads the classes of one run of a step: those that were compiled, then those of its class path.
/// It sees the JDK and the API of steps, but nothing else of weir or of weir's libraries: a step
/// brings the versions it wants.
final class StepLoader extends URLClassLoader {
    private final SortedMap<String, byte[]> compiled;

    /// @param compiled by name with dots
    StepLoader(SortedMap<String, byte[]> compiled, URL[] classpath) {
        super(classpath, new Api());
        this.compiled = compiled;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = compiled.get(name);
        return code == null ? super.findClass(name) : defineClass(name, code, 0, code.length);
    }

    /// The JDK and the API of steps.
    private static final class Api extends ClassLoader {
        private static final String PACKAGE = Step.class.getPackageName() + ".";

        Api() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(PACKAGE) && name.indexOf('.', PACKAGE.length()) < 0) {
                return Class.forName(name, false, Step.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}
