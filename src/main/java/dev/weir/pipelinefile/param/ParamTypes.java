package dev.weir.pipelinefile.param;

import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.CoreSchema;
import dev.weir.pipeline.Param;
import dev.weir.pipeline.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which values are of which type of param, and how texts become such values.
public final class ParamTypes {
    private ParamTypes() {}

    /// The type of a value, nothing for a mapping and for nothing.
    public static Optional<Param.Type> of(Value value) {
        return switch (value) {
            case Value.Text _ -> Optional.of(Param.Type.STRING);
            case Value.Whole _ -> Optional.of(Param.Type.INT);
            case Value.Decimal _ -> Optional.of(Param.Type.FLOAT);
            case Value.Flag _ -> Optional.of(Param.Type.BOOL);
            case Value.Sequence _ -> Optional.of(Param.Type.LIST);
            case Value.Nothing _, Value.Mapping _ -> Optional.empty();
        };
    }

    /// The type users know by that name.
    public static Optional<Param.Type> named(String text) {
        for (Param.Type type : Param.Type.values()) {
            if (type.text().equals(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /// The value as one of that type, nothing when it is none.
    ///
    /// @param written what stands in the file for it, `""` when that is not the value's own text
    public static Optional<Value> convert(Param.Type type, Value value, String written) {
        return switch (type) {
            case INT -> Optional.of(value).filter(Value.Whole.class::isInstance);
            case FLOAT ->
                    value instanceof Value.Whole(long number)
                            ? Optional.of(new Value.Decimal(number))
                            : Optional.of(value).filter(Value.Decimal.class::isInstance);
            case BOOL -> Optional.of(value).filter(Value.Flag.class::isInstance);
            case STRING -> asText(value, written);
            case DATE -> asText(value, written).filter(text -> isDate(text.text()));
            case LIST -> Optional.of(value).filter(Value.Sequence.class::isInstance);
        };
    }

    private static Optional<Value> asText(Value value, String written) {
        return switch (value) {
            case Value.Text text -> Optional.of(text);
            case Value.Whole _, Value.Decimal _, Value.Flag _ ->
                    Optional.of(new Value.Text(written.isEmpty() ? value.text() : written));
            case Value.Nothing _, Value.Sequence _, Value.Mapping _ -> Optional.empty();
        };
    }

    /// A text of the command line as a value of that type, nothing when it is none.
    ///
    /// @param initial the value it replaces: a list of texts takes texts only
    public static Optional<Value> parse(Param.Type type, String text, Value initial) {
        if (type == Param.Type.STRING || type == Param.Type.DATE) {
            return convert(type, new Value.Text(text), text);
        }
        if (type == Param.Type.LIST) {
            return Optional.of(list(text, initial));
        }
        return scalar(text).flatMap(value -> convert(type, value, text));
    }

    private static Optional<Value> scalar(String text) {
        try {
            return Optional.of(CoreSchema.value(text));
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }

    /// `a,b`, `[a, b]`, or nothing for an empty list.
    private static Value list(String text, Value initial) {
        boolean texts =
                initial instanceof Value.Sequence(var values)
                        && !values.isEmpty()
                        && values.stream().allMatch(Value.Text.class::isInstance);
        boolean brackets = text.startsWith("[") && text.endsWith("]");
        String inner = (brackets ? text.substring(1, text.length() - 1) : text).strip();
        List<Value> items = new ArrayList<>();
        int start = 0;
        while (!inner.isEmpty() && start <= inner.length()) {
            int comma = inner.indexOf(',', start);
            int end = comma < 0 ? inner.length() : comma;
            String item = inner.substring(start, end).strip();
            String bare = withoutQuotes(item);
            items.add(
                    texts || bare.length() < item.length()
                            ? new Value.Text(bare)
                            : scalar(item).orElse(new Value.Text(item)));
            start = end + 1;
        }
        return new Value.Sequence(items);
    }

    private static String withoutQuotes(String item) {
        boolean quoted =
                item.length() > 1
                        && (item.charAt(0) == '"' || item.charAt(0) == '\'')
                        && item.charAt(item.length() - 1) == item.charAt(0);
        return quoted ? item.substring(1, item.length() - 1) : item;
    }

    /// Whether a text is a day that exists, `2023-01-31`.
    public static boolean isDate(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= days(year, month);
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return switch (month) {
            case 2 -> leap ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// Negative, zero or positive as the first is less, equal or greater. Both have the same type.
    public static int compare(Value a, Value b) {
        return switch (a) {
            case Value.Whole(long number) when b instanceof Value.Whole(long other) ->
                    Long.compare(number, other);
            case Value.Decimal(double number) when b instanceof Value.Decimal(double other) ->
                    Double.compare(number, other);
            default -> a.text().compareTo(b.text());
        };
    }

    /// What a type takes, as users read it.
    public static String takes(Param.Type type) {
        return switch (type) {
            case INT -> "a whole number";
            case FLOAT -> "a number";
            case BOOL -> "true or false";
            case STRING -> "a text";
            case DATE -> "a date such as 2023-01-31";
            case LIST -> "a list";
        };
    }

    /// The value as it appears in a message.
    public static String shown(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Quoted.of(text);
            case Value.Nothing _ -> "nothing";
            default -> Quoted.harmless(value.text());
        };
    }
}
