package dev.weir.pipelinefile.yaml;

import dev.weir.diagnostic.SourceText;

/// From the parser's positions, which count characters, to positions in the text, which count
/// UTF-16 units. Asked in roughly ascending order.
final class Positions {
    private final String text;
    private final boolean same;
    private int characters;
    private int units;

    Positions(SourceText source) {
        text = source.text();
        same = text.codePointCount(0, text.length()) == text.length();
    }

    int at(int character) {
        if (same) {
            return Math.min(character, text.length());
        }
        while (characters < character && units < text.length()) {
            units += Character.charCount(text.codePointAt(units));
            characters++;
        }
        while (characters > character) {
            units -= Character.charCount(text.codePointBefore(units));
            characters--;
        }
        return units;
    }
}
