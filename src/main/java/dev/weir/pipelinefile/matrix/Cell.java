package dev.weir.pipelinefile.matrix;

import dev.weir.pipeline.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// One value of each axis of a matrix; none for a task that has no matrix.
///
/// @param places in the order of the axes
public record Cell(List<Place> places) {
    /// That of a task without a matrix.
    public static final Cell NONE = new Cell(List.of());

    private static final String NAME = "name";

    public Cell {
        places = List.copyOf(places);
    }

    /// A value of an axis.
    ///
    /// @param label what stands for the value in the names of cells
    public record Place(Axis axis, String label) {
        /// The value.
        public Value value() {
            Value value = axis.values().get(label);
            if (value == null) {
                throw new IllegalStateException(label + " is not on the axis " + axis.name());
            }
            return value;
        }
    }

    /// This cell with one more axis.
    Cell with(Axis axis, String label) {
        List<Place> more = new ArrayList<>(places);
        more.add(new Place(axis, label));
        return new Cell(more);
    }

    /// The place on an axis.
    public Optional<Place> on(String axis) {
        for (Place place : places) {
            if (place.axis().name().equals(axis)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /// The names of the axes.
    public List<String> axes() {
        return places.stream().map(place -> place.axis().name()).toList();
    }

    /// What stands for the values in the names of cells, by axis.
    public SequencedMap<String, String> labels() {
        SequencedMap<String, String> labels = new LinkedHashMap<>();
        places.forEach(place -> labels.put(place.axis().name(), place.label()));
        return labels;
    }

    /// What names below an axis stand for: a part of the value, and `name` for its label unless the
    /// value itself has a part of that name.
    public static Optional<Value> below(Place place, List<String> names) {
        Optional<Value> part = part(place.value(), names);
        return part.isEmpty() && names.equals(List.of(NAME))
                ? Optional.of(new Value.Text(place.label()))
                : part;
    }

    private static Optional<Value> part(Value whole, List<String> names) {
        Value at = whole;
        for (String name : names) {
            if (!(at instanceof Value.Mapping(var values)) || !values.containsKey(name)) {
                return Optional.empty();
            }
            at = values.get(name);
        }
        return Optional.of(at);
    }
}
