package dev.weir.packaging;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What `javac` leaves to be linked at run time, one of each.
public final class Samples {
    private Samples() {}

    /// A choice in an interface.
    public sealed interface Shape {
        default double area() {
            return switch (this) {
                case Circle(double radius) -> Math.PI * radius * radius;
                case Square(double side) -> side * side;
            };
        }
    }

    public record Circle(double radius) implements Shape {}

    public record Square(double side) implements Shape {}

    /// A component of each kind.
    public record Many(
            boolean flag,
            byte small,
            char letter,
            short brief,
            int number,
            long whole,
            float rough,
            double exact,
            @Nullable String text,
            List<?> list) {
        Many withoutSelf() {
            return new Many(
                    flag, small, letter, brief, number, whole, rough, exact, text, List.of());
        }
    }

    public static double area(Shape shape) {
        return shape.area();
    }

    /// Guards make the switch begin again after a label.
    public static String named(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case Circle(double radius) when radius < 0 -> "no circle";
            case Shape shape when shape.area() > 100 -> "large";
            case Circle _ -> "circle";
            case Integer number -> "number " + number;
            case Square square -> "square " + square.side();
            default -> "something";
        };
    }

    public static String mixed(Object value) {
        return value instanceof String text ? text(text) : "no text";
    }

    private static String text(String value) {
        return switch (value) {
            case "" -> "the empty text";
            case String text when text.isBlank() -> "blank";
            case String text -> "the text " + text;
        };
    }

    public static int hash(Object value) {
        return Objects.hashCode(value);
    }

    public static boolean same(Object one, Object other) {
        return one.equals(other);
    }
}
