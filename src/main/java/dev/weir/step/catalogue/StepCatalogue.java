package dev.weir.step.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The steps that `uses` can name. Asking loads no class of a step.
public final class StepCatalogue {
    /// Where the catalogue of the built-in steps is, made at build time by [CatalogueWriter].
    static final String RESOURCE = "/weir/steps.txt";

    private final SequencedMap<String, StepEntry> entries = new LinkedHashMap<>();

    private StepCatalogue(Collection<StepEntry> entries) {
        entries.forEach(entry -> this.entries.put(entry.name(), entry));
    }

    /// A catalogue of these steps.
    public static StepCatalogue of(List<StepEntry> entries) {
        return new StepCatalogue(entries);
    }

    /// The steps that come with weir.
    public static StepCatalogue builtIn() {
        try (InputStream text = StepCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (text == null) {
                throw new IllegalStateException("weir was built without " + RESOURCE);
            }
            return of(CatalogueText.read(new String(text.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The step of that name.
    public Optional<StepEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /// All names, in order.
    public SequencedSet<String> names() {
        return Collections.unmodifiableSequencedSet(entries.sequencedKeySet());
    }
}
