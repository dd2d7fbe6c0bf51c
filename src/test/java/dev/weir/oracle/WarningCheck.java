package dev.weir.oracle;

import dev.weir.oracle.TaskSpec.Trait;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds what weir warned of against what there was to warn of: never anything else.
record WarningCheck(Ledger ledger, Web web, Seen seen) {
    private static final Map<Pattern, Trait> PECULIAR =
            Map.of(
                    Pattern.compile("task '(.+)' made something else from the same inputs.*"),
                    Trait.NONDETERMINISTIC,
                    Pattern.compile("'.+' changed while task '(.+)' ran.*"),
                    Trait.MEDDLES);
    private static final Pattern REPLACED = Pattern.compile("'(.+)' was not as weir had made it.*");
    private static final List<String> DAMAGE = List.of("damaged", "cannot be read");

    void run() {
        for (String warning : seen.warnings()) {
            Check.require(
                    isPeculiar(warning)
                            || isReplacement(warning)
                            || isDamage(warning)
                            || LeftoverCheck.isAbout(warning),
                    "warned: " + warning);
        }
    }

    private boolean isPeculiar(String warning) {
        return PECULIAR.entrySet().stream()
                .anyMatch(entry ->
                        matches(
                                entry.getKey(),
                                warning,
                                task -> web.tasks().get(task).has(entry.getValue())));
    }

    private boolean isReplacement(String warning) {
        return matches(REPLACED, warning, path -> seen.before().at(path).isPresent());
    }

    private boolean isDamage(String warning) {
        return ledger.isDamaged() && DAMAGE.stream().anyMatch(warning::contains);
    }

    private static boolean matches(Pattern pattern, String text, Predicate<String> found) {
        return Optional.of(pattern.matcher(text))
                .filter(Matcher::matches)
                .filter(matcher -> found.test(matcher.group(1)))
                .isPresent();
    }
}
