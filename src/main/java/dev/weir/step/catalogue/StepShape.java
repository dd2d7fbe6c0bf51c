package dev.weir.step.catalogue;

import dev.weir.pipeline.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Which settings a step takes.
///
/// @param settings in the order of the step's record; at most one takes the rest
public record StepShape(List<Setting> settings) {
    public StepShape {
        settings = List.copyOf(settings);
    }

    /// The shape a record of settings describes.
    ///
    /// @throws IllegalStateException for a component no setting can be made of
    public static StepShape of(Class<? extends Record> settings) {
        return new SettingsReflection().shape(settings);
    }

    /// The setting a key of `with` belongs to.
    public Optional<Setting> find(String key) {
        Optional<Setting> rest = Optional.empty();
        for (Setting setting : settings) {
            if (setting.isRest()) {
                rest = Optional.of(setting);
            } else if (setting.name().equals(key)) {
                return Optional.of(setting);
            }
        }
        return rest;
    }

    /// The keys that have a name, in order.
    public List<String> names() {
        return settings.stream().filter(setting -> !setting.isRest()).map(Setting::name).toList();
    }

    /// Settings as they count: defaults filled in, each value in its canonical form, named keys in
    /// the order of the shape and then the rest as written. Writing a default out changes nothing.
    ///
    /// @throws SettingMistake for an unknown, missing or wrong setting
    public Value.Mapping canonical(Value.Mapping with) {
        return canonical(with, "");
    }

    Value.Mapping canonical(Value.Mapping with, String prefix) {
        SequencedMap<String, Value> canonical = new LinkedHashMap<>();
        for (Setting setting : settings) {
            String path = prefix + setting.name();
            Value written = setting.isRest() ? null : with.values().get(setting.name());
            if (written != null) {
                canonical.put(setting.name(), setting.type().canonical(written, path));
                continue;
            }
            switch (setting.presence()) {
                case Setting.Presence.Required() ->
                        throw new SettingMistake("'" + path + "' is missing");
                case Setting.Presence.Default(Value value) ->
                        canonical.put(setting.name(), setting.type().canonical(value, path));
                case Setting.Presence.Optional(), Setting.Presence.Rest() -> {}
            }
        }
        List<String> names = names();
        with.values()
                .forEach((key, value) -> {
                    if (!names.contains(key)) {
                        canonical.put(key, rest(key, value, prefix));
                    }
                });
        return new Value.Mapping(canonical);
    }

    private Value rest(String key, Value value, String prefix) {
        return find(key)
                .orElseThrow(() ->
                        new SettingMistake(
                                "'"
                                        + prefix
                                        + key
                                        + "' is not known, known are "
                                        + String.join(", ", names())))
                .type()
                .canonical(value, prefix + key);
    }
}
