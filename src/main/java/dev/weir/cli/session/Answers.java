package dev.weir.cli.session;

import dev.weir.disk.CacheFolder;
import dev.weir.disk.RecordFile;
import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import dev.weir.pipeline.Unseen;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Answers to earlier calls, `state/answer-0` to `state/answer-31`, each with all that it rests on:
/// when the same words are said in the same folder to the same weir, and every file and variable is
/// as it was, the answer is the same, and no pipeline need be read to know it. That is for
/// questions and for builds that had nothing to do.
///
/// Damaged or out of date it is worth nothing, and costs nothing else. Of several processes that
/// keep one the last wins.
public final class Answers {
    private static final int FILES = 32;
    private static final String KIND = "weir answer 2";

    private final Session session;
    private final List<String> arguments;

    /// @param arguments the words of the call
    public Answers(Session session, List<String> arguments) {
        this.session = session;
        this.arguments = List.copyOf(arguments);
    }

    /// What such a call said, if it would say the same again.
    public Optional<String> recall() throws InterruptedException {
        if (session.build().isEmpty()) {
            return Optional.empty();
        }
        for (Path folder = session.folder(); folder != null; folder = folder.getParent()) {
            Optional<String> said = recall(folder.resolve(Unseen.CACHE));
            if (said.isPresent()) {
                return said;
            }
        }
        return Optional.empty();
    }

    private Optional<String> recall(Path cache) throws InterruptedException {
        try {
            Optional<RecordReader> record = file(cache).read();
            return record.isPresent() ? recall(record.get()) : Optional.empty();
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private Optional<String> recall(RecordReader record) throws InterruptedException {
        if (!record.text().equals(session.build())
                || record.number() != streams()
                || !record.text().equals(session.folder().toString())
                || record.count() != arguments.size()) {
            return Optional.empty();
        }
        for (String argument : arguments) {
            if (!record.text().equals(argument)) {
                return Optional.empty();
            }
        }
        if (session.clock().millis() < record.number()) {
            return Optional.empty();
        }
        for (int variables = record.count(); variables > 0; variables--) {
            String value = session.environment().get(record.text());
            boolean set = record.number() == 1;
            if (set != (value != null) || set && !record.text().equals(value)) {
                return Optional.empty();
            }
        }
        String said = record.text();
        return Looks.hold(record) ? Optional.of(said) : Optional.empty();
    }

    /// Keeps what this call said and what that rests on, if it can be repeated. That it cannot be
    /// kept is no harm: it makes no folder for it.
    ///
    /// @param cache weir's folder of the workspace
    /// @param said all of it
    public void keep(CacheFolder cache, Looks looks, String said) {
        Optional<SortedMap<String, Optional<String>>> asked =
                session.environment() instanceof Consulted consulted
                        ? consulted.asked()
                        : Optional.empty();
        if (session.build().isEmpty() || asked.isEmpty() || !looks.areRepeatable()) {
            return;
        }
        RecordWriter record =
                new RecordWriter()
                        .text(session.build())
                        .number(streams())
                        .text(session.folder().toString())
                        .number(arguments.size());
        arguments.forEach(record::text);
        record.number(session.clock().millis()).number(asked.get().size());
        asked.get()
                .forEach((name, value) -> {
                    record.text(name).number(value.isPresent() ? 1 : 0);
                    value.ifPresent(record::text);
                });
        looks.write(record.text(said));
        try {
            file(cache.root()).write(record.finish());
        } catch (IOException notWritable) {
            return;
        }
    }

    /// Which streams are a terminal: colours depend on it.
    private int streams() {
        return (session.terminal().isOut() ? 1 : 0) + (session.terminal().isErr() ? 2 : 0);
    }

    private RecordFile file(Path cache) {
        int call = 31 * session.folder().toString().hashCode() + arguments.hashCode();
        return new RecordFile(cache.resolve("state/answer-" + Math.floorMod(call, FILES)), KIND);
    }
}
