package dev.weir.step.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Supplier;

/// The steps that `uses` can name. Asking loads no class of a step.
public final class StepCatalogue {
    /// Where the catalogue of the built-in steps is, made at build time by [CatalogueWriter].
    static final String RESOURCE = "/weir/steps.txt";

    private final Supplier<List<StepEntry>> source;
    private Optional<SequencedMap<String, StepEntry>> read = Optional.empty();

    private StepCatalogue(Supplier<List<StepEntry>> source) {
        this.source = source;
    }

    /// A catalogue of these steps.
    public static StepCatalogue of(List<StepEntry> entries) {
        return new StepCatalogue(() -> entries);
    }

    /// The catalogue that [#text] wrote.
    ///
    /// @throws IllegalStateException when a step is first asked for and the text is none
    public static StepCatalogue of(String text) {
        return new StepCatalogue(() -> CatalogueText.read(text));
    }

    /// The steps that come with weir; read when the first one is asked for.
    public static StepCatalogue builtIn() {
        return new StepCatalogue(StepCatalogue::readBuiltIn);
    }

    /// These steps and some more.
    public StepCatalogue and(Collection<StepEntry> more) {
        if (more.isEmpty()) {
            return this;
        }
        return new StepCatalogue(() -> {
            List<StepEntry> all = new ArrayList<>(entries().values());
            all.addAll(more);
            return all;
        });
    }

    private static List<StepEntry> readBuiltIn() {
        try (InputStream text = StepCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (text == null) {
                throw new IllegalStateException("weir was built without " + RESOURCE);
            }
            return CatalogueText.read(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The step of that name.
    public Optional<StepEntry> find(String name) {
        return Optional.ofNullable(entries().get(name));
    }

    /// All names, in order.
    public SequencedSet<String> names() {
        return Collections.unmodifiableSequencedSet(entries().sequencedKeySet());
    }

    /// What is known of some of its steps, as text.
    public String text(Collection<String> names) {
        return CatalogueText.write(names.stream().map(name -> find(name).orElseThrow()).toList());
    }

    private synchronized SequencedMap<String, StepEntry> entries() {
        if (read.isEmpty()) {
            SequencedMap<String, StepEntry> entries = new LinkedHashMap<>();
            source.get().forEach(entry -> entries.put(entry.name(), entry));
            read = Optional.of(entries);
        }
        return read.get();
    }
}
