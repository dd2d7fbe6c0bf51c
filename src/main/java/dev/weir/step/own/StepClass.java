package dev.weir.step.own;

import dev.weir.diagnostic.Quoted;
import dev.weir.step.Help;
import dev.weir.step.Step;
import dev.weir.step.catalogue.OwnStep;
import dev.weir.step.catalogue.SettingsBinder;
import dev.weir.step.catalogue.StepEntry;
import dev.weir.step.catalogue.StepShape;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.SortedMap;

/// Looks whether a class can be a step.
final class StepClass {
    private final Class<?> type;

    private StepClass(Class<?> type) {
        this.type = type;
    }

    /// What is known of the step that a class implements.
    ///
    /// @param code digests by part
    /// @throws Refused when it is no step
    static StepEntry entry(
            OwnStep step, String className, ClassLoader loader, SortedMap<String, String> code)
            throws Refused {
        try {
            Class<?> type = Class.forName(className, false, loader);
            new StepClass(type).check();
            Help help = type.getAnnotation(Help.class);
            return StepEntry.of(
                    step.id(),
                    className,
                    code,
                    help == null ? "" : help.value(),
                    StepShape.of(SettingsBinder.settings(type)));
        } catch (ClassNotFoundException missing) {
            throw Refused.of("no class " + Quoted.of(className) + " on its class path", "");
        } catch (IllegalStateException unfit) {
            throw Refused.of(String.valueOf(unfit.getMessage()), "");
        } catch (LinkageError unfit) {
            Throwable why = unfit.getCause() == null ? unfit : unfit.getCause();
            throw Refused.of("the class " + Quoted.of(className) + " cannot be loaded: " + why, "");
        }
    }

    private void check() throws Refused {
        if (!Step.class.isAssignableFrom(type)) {
            throw refused("is no step", "it implements " + Step.class.getName() + "<Settings>");
        }
        boolean concrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
        if (!concrete || !Modifier.isPublic(type.getModifiers())) {
            throw refused("cannot be made", "it has to be a public class that is not abstract");
        }
        if (Arrays.stream(type.getConstructors())
                .allMatch(constructor -> constructor.getParameterCount() > 0)) {
            throw refused("cannot be made", "it needs a public constructor without parameters");
        }
    }

    private Refused refused(String what, String help) {
        return Refused.of("the class " + Quoted.of(type.getName()) + " " + what, help);
    }
}
