package dev.weir.oracle;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What tasks depend on besides files.
///
/// @param params by name
/// @param variable what `ORACLE` is set to outside
/// @param tool what the tool says of itself
/// @param code the digest of the step's code
/// @param now the time of day
record Surroundings(
        SortedMap<String, String> params, String variable, String tool, String code, Instant now) {
    Surroundings {
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    }

    Surroundings withParam(String name, String value) {
        SortedMap<String, String> changed = new TreeMap<>(params);
        changed.put(name, value);
        return new Surroundings(changed, variable, tool, code, now);
    }

    Surroundings withVariable(String value) {
        return new Surroundings(params, value, tool, code, now);
    }

    Surroundings withTool(String answer) {
        return new Surroundings(params, variable, answer, code, now);
    }

    Surroundings withCode(String digest) {
        return new Surroundings(params, variable, tool, digest, now);
    }

    Surroundings at(Instant time) {
        return new Surroundings(params, variable, tool, code, time);
    }
}
