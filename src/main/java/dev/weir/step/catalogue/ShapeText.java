package dev.weir.step.catalogue;

import dev.weir.step.catalogue.Setting.Presence;
import java.util.ArrayList;
import java.util.List;

/// Shapes as lines: `setting depth name type presence help`, separated by tabs. The settings of a
/// setting follow it, one deeper.
final class ShapeText {
    private static final String SETTING = "setting";
    private static final String REQUIRED = "required";
    private static final String OPTIONAL = "optional";
    private static final String REST = "rest";
    private static final String DEFAULT = "default ";
    private static final String LIST = "list ";
    private static final String MAP = "map ";
    private static final String CHOICE = "choice ";
    private static final String NESTED = "settings";

    private final List<String> lines;
    private int at;

    private ShapeText(List<String> lines) {
        this.lines = lines;
    }

    static List<String> write(StepShape shape) {
        List<String> lines = new ArrayList<>();
        add(shape, 0, lines);
        return lines;
    }

    private static void add(StepShape shape, int depth, List<String> lines) {
        for (Setting setting : shape.settings()) {
            lines.add(
                    line(
                            List.of(
                                    SETTING,
                                    Integer.toString(depth),
                                    setting.name(),
                                    type(setting.type()),
                                    presence(setting.presence()),
                                    setting.help())));
            addNested(setting.type(), depth + 1, lines);
        }
    }

    private static void addNested(SettingType type, int depth, List<String> lines) {
        switch (type) {
            case SettingType.Nested(StepShape shape) -> add(shape, depth, lines);
            case SettingType.ListOf(SettingType item) -> addNested(item, depth, lines);
            case SettingType.MapOf(SettingType item) -> addNested(item, depth, lines);
            default -> {}
        }
    }

    private static String type(SettingType type) {
        return switch (type) {
            case SettingType.Text() -> "text";
            case SettingType.Whole(boolean wide) -> wide ? "long" : "int";
            case SettingType.Decimal() -> "number";
            case SettingType.Flag() -> "flag";
            case SettingType.Time() -> "time";
            case SettingType.Any() -> "any";
            case SettingType.Choice(var words) -> CHOICE + String.join(" ", words);
            case SettingType.ListOf(SettingType item) -> LIST + type(item);
            case SettingType.MapOf(SettingType item) -> MAP + type(item);
            case SettingType.Nested _ -> NESTED;
        };
    }

    private static String presence(Presence presence) {
        return switch (presence) {
            case Presence.Required() -> REQUIRED;
            case Presence.Optional() -> OPTIONAL;
            case Presence.Rest() -> REST;
            case Presence.Default(var value) -> DEFAULT + DefaultText.of(value);
        };
    }

    static StepShape read(List<String> lines) {
        return new ShapeText(lines).shape(0);
    }

    private StepShape shape(int depth) {
        List<Setting> settings = new ArrayList<>();
        while (at < lines.size()) {
            List<String> fields = fields(lines.get(at));
            if (Integer.parseInt(fields.get(1)) != depth) {
                break;
            }
            at++;
            settings.add(
                    new Setting(
                            fields.get(2),
                            type(fields.get(3), depth),
                            presence(fields.get(4)),
                            fields.get(5)));
        }
        return new StepShape(settings);
    }

    private SettingType type(String text, int depth) {
        if (text.startsWith(LIST)) {
            return new SettingType.ListOf(type(text.substring(LIST.length()), depth));
        }
        if (text.startsWith(MAP)) {
            return new SettingType.MapOf(type(text.substring(MAP.length()), depth));
        }
        if (text.startsWith(CHOICE)) {
            return new SettingType.Choice(List.of(text.substring(CHOICE.length()).split(" ", -1)));
        }
        return switch (text) {
            case "text" -> new SettingType.Text();
            case "int" -> new SettingType.Whole(false);
            case "long" -> new SettingType.Whole(true);
            case "number" -> new SettingType.Decimal();
            case "flag" -> new SettingType.Flag();
            case "time" -> new SettingType.Time();
            case "any" -> new SettingType.Any();
            case NESTED -> new SettingType.Nested(shape(depth + 1));
            default -> throw new IllegalStateException("not a type of settings: " + text);
        };
    }

    private static Presence presence(String text) {
        return switch (text) {
            case REQUIRED -> new Presence.Required();
            case OPTIONAL -> new Presence.Optional();
            case REST -> new Presence.Rest();
            default -> new Presence.Default(DefaultText.value(text.substring(DEFAULT.length())));
        };
    }

    /// Fields with tabs between them; in a field, tab, line break and backslash are escaped.
    static String line(List<String> fields) {
        List<String> escaped = new ArrayList<>();
        for (String field : fields) {
            escaped.add(field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"));
        }
        return String.join("\t", escaped);
    }

    static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        for (int tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', start)) {
            fields.add(unescaped(line.substring(start, tab)));
            start = tab + 1;
        }
        fields.add(unescaped(line.substring(start)));
        return fields;
    }

    private static String unescaped(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\') {
                char escaped = field.charAt(++i);
                plain.append(escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
