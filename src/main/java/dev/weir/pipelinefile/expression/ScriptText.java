package dev.weir.pipelinefile.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A script with an ordinary letter at the place of each expression.
final class ScriptText {
    private final String text;
    private final List<Integer> places = new ArrayList<>();

    ScriptText(Interpolation interpolation) {
        StringBuilder script = new StringBuilder();
        for (Interpolation.Part part : interpolation.parts()) {
            switch (part) {
                case Interpolation.Fixed(String fixed) -> script.append(fixed);
                case Interpolation.Open _ -> {
                    places.add(script.length());
                    script.append('x');
                }
            }
        }
        text = script.toString();
    }

    int length() {
        return text.length();
    }

    char charAt(int position) {
        return text.charAt(position);
    }

    boolean startsWith(String prefix, int position) {
        return text.startsWith(prefix, position);
    }

    String part(int from, int to) {
        return text.substring(from, to);
    }

    /// Where the next such character stands, -1 for nowhere.
    int find(char wanted, int from) {
        return text.indexOf(wanted, from);
    }

    /// Where the line ends, before its line break.
    int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /// Where the expressions stand, in order.
    List<Integer> places() {
        return places;
    }

    boolean isPlace(int position) {
        return Collections.binarySearch(places, position) >= 0;
    }

    boolean holdsPlace(int from, int to) {
        int first = Collections.binarySearch(places, from);
        int index = first < 0 ? -first - 1 : first;
        return index < places.size() && places.get(index) < to;
    }
}
