package dev.weir.ml.registry;

import dev.weir.ml.data.JsonFile;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// All versions of one model.
///
/// @param folder `artifacts/registry/NAME`
public record Registry(Path folder) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'v_'yyyyMMdd'_'HHmmss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String NEW = ".new-";

    /// The versions, oldest first; none when there is no such folder.
    public List<Version> versions() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> Version.NAME.matcher(name(entry)).matches())
                    .map(Version::new)
                    .sorted()
                    .toList();
        }
    }

    /// The version of that name.
    ///
    /// @throws StepFailure when there is none
    public Version version(String id) throws StepFailure, IOException {
        for (var version : versions()) {
            if (version.id().equals(id)) {
                return version;
            }
        }
        throw new StepFailure(
                "there is no version '%s' of '%s', only %s"
                        .formatted(id, name(folder), ids(versions())));
    }

    private static String ids(List<Version> versions) {
        return versions.isEmpty()
                ? "none at all"
                : String.join(", ", versions.stream().map(Version::id).toList());
    }

    /// Keeps a model under the time's name, or finds the version that is the same model already.
    ///
    /// @param files what belongs to it, by their names in the version's folder
    Saved save(VersionCard card, List<Content> files, Instant now)
            throws IOException, InterruptedException {
        try (var _ = FolderLock.of(folder)) {
            var same = same(card);
            if (same.isPresent()) {
                return new Saved(same.get(), false);
            }
            var staged = Files.createTempDirectory(folder, NEW);
            for (var file : files) {
                Files.copy(file.from(), staged.resolve(file.name()));
            }
            JsonFile.write(staged.resolve(Version.CARD), card.json());
            return new Saved(new Version(Files.move(staged, free(now))), true);
        }
    }

    private Optional<Version> same(VersionCard card) throws IOException {
        for (var version : versions().reversed()) {
            if (identity(version).equals(Optional.of(card.identity()))
                    && version.flaw().isEmpty()) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> identity(Version version) throws IOException {
        try {
            return Optional.of(version.card().identity());
        } catch (StepFailure e) {
            return Optional.empty();
        }
    }

    private Path free(Instant now) {
        var first = folder.resolve(TIME.format(now));
        var free = first;
        for (int number = 2; Files.exists(free); number++) {
            free = first.resolveSibling(name(first) + "_" + number);
        }
        return free;
    }

    /// Removes the oldest versions and what an interrupted save left.
    ///
    /// @param keep how many of the newest stay
    /// @param deployments what is deployed there stays in any case, also what is being deployed now
    /// @return the names of those that went
    List<String> prune(int keep, Deployments deployments) throws IOException, InterruptedException {
        try (var _ = FolderLock.of(folder)) {
            var spared = deployments.deployed();
            var gone = new ArrayList<String>();
            var versions = versions();
            for (var version : versions.subList(0, Math.max(versions.size() - keep, 0))) {
                if (!spared.contains(version.folder().toRealPath())) {
                    var aside = folder.resolve(NEW + version.id());
                    remove(Files.move(version.folder(), aside));
                    gone.add(version.id());
                }
            }
            for (var left : leftovers()) {
                remove(left);
                gone.add(name(left));
            }
            return gone;
        }
    }

    private List<Path> leftovers() throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> name(entry).startsWith(NEW)).toList();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /// A file to be copied into a version.
    record Content(Path from, String name) {}

    /// @param fresh whether it was not there before
    record Saved(Version version, boolean fresh) {}
}
