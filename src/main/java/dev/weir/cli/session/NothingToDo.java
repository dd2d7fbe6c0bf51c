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

/// Calls that had nothing to do, `state/idle-0` to `state/idle-15`, each with all that this was
/// seen by: when the same words are said in the same folder to the same weir, and every file and
/// variable is as it was, there is still nothing to do, and no pipeline need be read to know it.
///
/// Damaged or out of date it is worth nothing, and costs nothing else. Of several processes that
/// keep one the last wins.
public final class NothingToDo {
    private static final int FILES = 16;
    private static final String KIND = "weir idle 1";
    private static final int LONGEST = 200;

    private final Session session;
    private final List<String> arguments;

    /// @param arguments the words of the call
    public NothingToDo(Session session, List<String> arguments) {
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
    /// kept is no harm.
    ///
    /// @param cache weir's folder of the workspace
    public void keep(CacheFolder cache, Looks looks, String said) {
        Optional<SortedMap<String, Optional<String>>> asked =
                session.environment() instanceof Consulted consulted
                        ? consulted.asked()
                        : Optional.empty();
        if (session.build().isEmpty()
                || asked.isEmpty()
                || !looks.areRepeatable()
                || said.length() > LONGEST
                || said.indexOf('\u001b') >= 0) {
            return;
        }
        RecordWriter record =
                new RecordWriter()
                        .text(session.build())
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
            cache.folder("state");
            file(cache.root()).write(record.finish());
        } catch (IOException notWritable) {
            return;
        }
    }

    private RecordFile file(Path cache) {
        int call = 31 * session.folder().toString().hashCode() + arguments.hashCode();
        return new RecordFile(cache.resolve("state/idle-" + Math.floorMod(call, FILES)), KIND);
    }
}
