package dev.weir.step.catalogue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is known of one step.
public final class StepEntry {
    private static final char PART = '\t';

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

    /// A step of that shape whose code is known by its parts.
    ///
    /// @param code the digest of each class and library, by name
    public static StepEntry of(
            String name,
            String className,
            SortedMap<String, String> code,
            String help,
            StepShape shape) {
        StringBuilder parts = new StringBuilder();
        code.forEach((part, digest) -> parts.append(part).append(PART).append(digest).append('\n'));
        return new StepEntry(name, className, parts.toString(), help, ShapeText.write(shape));
    }

    /// What a pipeline calls it.
    public String name() {
        return name;
    }

    /// The class that implements it.
    public String className() {
        return className;
    }

    /// 64 hexadecimal digits that change when its code does, or the versions of its libraries; for
    /// a step whose parts are known, a line for each of them.
    public String codeDigest() {
        return codeDigest;
    }

    /// The digests of its code by part; the part that is all of it is `""`.
    public SortedMap<String, String> code() {
        SortedMap<String, String> code = new TreeMap<>();
        int start = 0;
        for (int end = codeDigest.indexOf('\n'); end >= 0; end = codeDigest.indexOf('\n', start)) {
            int part = codeDigest.lastIndexOf(PART, end);
            code.put(codeDigest.substring(start, part), codeDigest.substring(part + 1, end));
            start = end + 1;
        }
        if (code.isEmpty()) {
            code.put("", codeDigest);
        }
        return Collections.unmodifiableSortedMap(code);
    }

    /// All that is known of it, as text that [StepCatalogue#of(String)] reads.
    public String text() {
        return CatalogueText.write(List.of(this));
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
