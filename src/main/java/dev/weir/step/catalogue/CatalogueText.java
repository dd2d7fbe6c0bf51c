package dev.weir.step.catalogue;

import java.util.ArrayList;
import java.util.List;

/// A catalogue as text: a first line with the version, then for each step one line `step name class
/// digest help` and below it the lines of its settings, as [ShapeText] writes them.
final class CatalogueText {
    private static final String VERSION = "weir steps 1";
    private static final String STEP = "step";

    private CatalogueText() {}

    static String write(List<StepEntry> entries) {
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        for (StepEntry entry : entries) {
            List<String> fields =
                    List.of(
                            STEP,
                            entry.name(),
                            entry.className(),
                            entry.codeDigest(),
                            entry.help());
            text.append(ShapeText.line(fields)).append('\n');
            entry.settingLines().forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    static List<StepEntry> read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(VERSION)) {
            throw new IllegalStateException("not a catalogue of steps");
        }
        List<StepEntry> entries = new ArrayList<>();
        int at = 1;
        while (at < lines.size()) {
            List<String> step = ShapeText.fields(lines.get(at));
            int end = at + 1;
            while (end < lines.size() && !lines.get(end).startsWith(STEP)) {
                end++;
            }
            entries.add(
                    new StepEntry(
                            step.get(1),
                            step.get(2),
                            step.get(3),
                            step.get(4),
                            lines.subList(at + 1, end)));
            at = end;
        }
        return entries;
    }
}
