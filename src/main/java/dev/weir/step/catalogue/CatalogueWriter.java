package dev.weir.step.catalogue;

import dev.weir.step.Help;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the catalogue of the built-in steps. Runs while weir is built, after its classes.
public final class CatalogueWriter {
    private CatalogueWriter() {}

    /// @param args the folder of the classes, and the class that lists the steps: it has static
    ///   methods `names()`, which gives a list of names, and `type(name)`, which gives the class of
    ///   a step in an `Optional`
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        if (args.length != 2) {
            throw new IllegalArgumentException("FOLDER CLASS expected");
        }
        Class<?> list = Class.forName(args[1]);
        List<StepEntry> entries = new ArrayList<>();
        for (Object name : (List<?>) list.getMethod("names").invoke(null)) {
            Object type = list.getMethod("type", String.class).invoke(null, name);
            Class<?> step = (Class<?>) ((Optional<?>) type).orElseThrow();
            entries.add(entry((String) name, step));
        }
        Path file = Path.of(args[0], StepCatalogue.RESOURCE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, CatalogueText.write(entries));
    }

    /// What is known of a step's class.
    static StepEntry entry(String name, Class<?> step) throws IOException {
        Help help = step.getAnnotation(Help.class);
        return StepEntry.of(
                name,
                step.getName(),
                CodeDigest.of(step.getName(), step.getClassLoader()),
                help == null ? "" : help.value(),
                StepShape.of(SettingsBinder.settings(step)));
    }
}
