package dev.weir.ml.registry;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which version stands where: `NAME` is a symbolic link to a version's folder, replaced by a
/// rename, and `NAME.history.jsonl` has a line for each change.
///
/// @param folder `artifacts/deployments`
public record Deployments(Path folder) {
    private static final String HISTORY = ".history.jsonl";

    /// The version a name points at; none when nothing was deployed there.
    ///
    /// @throws StepFailure when it points at nothing
    public Optional<Version> current(String name) throws StepFailure, IOException {
        var link = link(name);
        if (!Files.isSymbolicLink(link)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Version(link.toRealPath()));
        } catch (NoSuchFileException e) {
            throw new StepFailure(
                    "'%s' points at '%s', which is not there: deploy a version again"
                            .formatted(name, Files.readSymbolicLink(link)),
                    e);
        }
    }

    private Path link(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*") || name.endsWith(HISTORY)) {
            throw new IllegalArgumentException("'%s' is no name for a deployment".formatted(name));
        }
        return folder.resolve(name);
    }

    /// All names under which something is deployed, in order.
    public List<String> names() throws IOException {
        return links().stream()
                .map(link -> String.valueOf(link.getFileName()))
                .filter(name -> !name.startsWith(".")) // the next link, if a switch was cut short
                .toList();
    }

    /// The folders of all versions that are deployed somewhere.
    public Set<Path> deployed() throws IOException {
        var folders = new HashSet<Path>();
        for (var link : links()) {
            folders.add(folder.resolve(Files.readSymbolicLink(link)).toAbsolutePath().normalize());
            if (Files.exists(link)) {
                folders.add(link.toRealPath());
            }
        }
        return folders;
    }

    private List<Path> links() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isSymbolicLink).sorted().toList();
        }
    }

    /// Points a name at a version, at once for all who look; nobody removes the version meanwhile.
    ///
    /// @return what it pointed at before
    public Optional<String> deploy(String name, Version version, Instant now)
            throws StepFailure, IOException, InterruptedException {
        try (var _ = FolderLock.of(version.folder().resolveSibling(""));
                var _ = FolderLock.of(folder)) {
            var label = version.card().label();
            var link = link(name);
            var before = said(link);
            var target = folder.toRealPath().relativize(version.folder().toRealPath());
            record(name, before, now);
            var next = folder.resolve("." + name + ".next");
            Files.deleteIfExists(next);
            Files.createSymbolicLink(next, target);
            Files.move(
                    next,
                    link,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            append(name, entry(version.id(), label, before, now));
            return before;
        }
    }

    private static Optional<String> said(Path link) throws IOException {
        return Files.isSymbolicLink(link)
                ? Optional.of(Files.readSymbolicLink(link).getFileName().toString())
                : Optional.empty();
    }

    /// Adds the change that a run could not write down because it died just after it.
    private void record(String name, Optional<String> current, Instant now) throws IOException {
        var history = history(name);
        var last = history.isEmpty() ? "" : history.getLast().version();
        if (current.isPresent() && !current.get().equals(last)) {
            append(name, entry(current.get(), "", Optional.of(last), now));
        }
    }

    private static JsonObject entry(
            String version, String label, Optional<String> before, Instant now) {
        var entry = new JsonObject();
        entry.addProperty("at", now.toString());
        entry.addProperty("version", version);
        entry.addProperty("label", label);
        entry.addProperty("before", before.orElse(""));
        return entry;
    }

    /// The whole file anew: a line is there or not, never a part of it.
    private void append(String name, JsonElement entry) throws IOException {
        var file = folder.resolve(name + HISTORY);
        var lines = new ArrayList<String>();
        if (Files.exists(file)) {
            lines.addAll(Files.readAllLines(file));
        }
        lines.add(entry.toString());
        var next = folder.resolve("." + name + HISTORY);
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The changes of a name, oldest first.
    public List<Change> history(String name) throws IOException {
        var file = folder.resolve(name + HISTORY);
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .map(line -> Change.of(JsonParser.parseString(line).getAsJsonObject()))
                .toList();
    }

    /// One change of a deployment.
    ///
    /// @param at when, ISO 8601
    /// @param before the version until then, empty for the first
    public record Change(String at, String version, String label, String before) {
        private static Change of(JsonObject json) {
            return new Change(
                    json.get("at").getAsString(),
                    json.get("version").getAsString(),
                    json.get("label").getAsString(),
                    json.get("before").getAsString());
        }
    }
}
