package dev.weir.step.catalogue;

import java.util.List;
import java.util.Optional;

/// What is known of one step.
public final class StepEntry {
    private final String name;
    private final String className;
    private final String codeDigest;
    private final String help;
    private final List<String> settingLines;
    private Optional<StepShape> shape = Optional.empty();

    /// @param settingLines its settings as [ShapeText] writes them, read only when asked for: a
    ///   build in which nothing is stale does not need them
    StepEntry(
            String name,
            String className,
            String codeDigest,
            String help,
            List<String> settingLines) {
        this.name = name;
        this.className = className;
        this.codeDigest = codeDigest;
        this.help = help;
        this.settingLines = List.copyOf(settingLines);
    }

    /// A step of that shape.
    public static StepEntry of(
            String name, String className, String codeDigest, String help, StepShape shape) {
        return new StepEntry(name, className, codeDigest, help, ShapeText.write(shape));
    }

    /// What `uses` calls it.
    public String name() {
        return name;
    }

    /// The class that implements it.
    public String className() {
        return className;
    }

    /// 64 hexadecimal digits that change when its code does, or the versions of its libraries.
    public String codeDigest() {
        return codeDigest;
    }

    /// One line on what it does, `""` for none.
    public String help() {
        return help;
    }

    /// Its settings.
    public synchronized StepShape shape() {
        if (shape.isEmpty()) {
            shape = Optional.of(ShapeText.read(settingLines));
        }
        return shape.get();
    }

    List<String> settingLines() {
        return settingLines;
    }
}
