package dev.weir.step.catalogue;

import dev.weir.pipeline.Value;

/// A setting that a step does not take; the message is for the user.
public final class SettingMistake extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    SettingMistake(String message) {
        super(message);
    }

    static SettingMistake wrong(String path, SettingType type, Value value) {
        String shown =
                switch (value) {
                    case Value.Text(String text) -> "'" + text + "'";
                    case Value.Nothing _ -> "nothing";
                    case Value.Sequence _ -> "a list";
                    case Value.Mapping _ -> "a mapping";
                    case Value.Whole _, Value.Decimal _, Value.Flag _ -> value.text();
                };
        return new SettingMistake("'" + path + "' takes " + type.text() + ", not " + shown);
    }
}
