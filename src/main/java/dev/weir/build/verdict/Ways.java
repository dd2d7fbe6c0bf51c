package dev.weir.build.verdict;

import dev.weir.pipeline.Input;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.FileStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// By which links, or around by which folders outside, inputs come to places of the disk. Looked
/// for once, and only when somebody asks.
final class Ways {
    private final FileStates disk;
    private final List<Input> inputs;
    private final Predicate<Input> fed;
    private final Map<Path, Optional<Path>> folders = new HashMap<>();
    private Optional<List<Way>> all = Optional.empty();

    /// @param fed whether a task makes something of an input now
    Ways(FileStates disk, List<Input> inputs, Predicate<Input> fed) {
        this.disk = disk;
        this.inputs = inputs;
        this.fed = fed;
    }

    /// The start of an input, or a link in it.
    ///
    /// @param at its place as the input sees it
    /// @param place where it leads
    /// @param own whether it is all that the input names, and neither a task nor a glob or folder
    ///   comes to it
    /// @param linked whether it leads there by a link
    private record Way(Input input, WorkspacePath at, Path place, boolean own, boolean linked) {}

    /// Whether an input picks up something by one of them. A link is picked up where it stands, and
    /// perhaps by a link to where it leads: that may go through it.
    boolean pickUp(WorkspacePath path, boolean folder) {
        Optional<Path> spot = spot(path);
        Optional<Path> target = spot.filter(Files::isSymbolicLink).flatMap(Ways::followed);
        return spot.isPresent()
                && all().stream()
                        .anyMatch(way ->
                                leadsTo(way, spot.get(), folder)
                                        || way.linked()
                                                && target.filter(way.place()::startsWith)
                                                        .isPresent());
    }

    private static boolean leadsTo(Way way, Path spot, boolean folder) {
        if (!spot.startsWith(way.place())) {
            return way.place().startsWith(spot);
        }
        String below = way.place().relativize(spot).toString();
        WorkspacePath seen = below.isEmpty() ? way.at() : way.at().resolve(below);
        return Leftovers.picksUp(way.input(), seen, folder);
    }

    /// Whether an input that need be there names so what was made at a path, or something in it,
    /// and means what is there at or below the path, too. Of a link, where it stands counts: who
    /// names what it leads to does not need it.
    boolean name(WorkspacePath made, WorkspacePath there) {
        Optional<Path> whole = spot(made);
        Optional<Path> part = spot(there);
        return whole.isPresent()
                && part.isPresent()
                && all().stream()
                        .filter(way -> way.own() && !way.input().optional())
                        .flatMap(way ->
                                Stream.concat(Stream.of(way.place()), spot(way.at()).stream()))
                        .filter(place -> place.startsWith(whole.get()))
                        .anyMatch(place ->
                                place.startsWith(part.get()) || part.get().startsWith(place));
    }

    private List<Way> all() {
        if (all.isEmpty()) {
            List<Way> found = new ArrayList<>();
            inputs.forEach(input -> find(input, found));
            all = Optional.of(found);
        }
        return all.get();
    }

    private void find(Input input, List<Way> found) {
        WorkspacePath root = input.pattern().root();
        boolean own = !input.pattern().isGlob() && !fed.test(input);
        real(root)
                .ifPresent(place -> {
                    boolean linked = !place.equals(disk.place(root));
                    found.add(new Way(input, root, place, own, linked));
                });
        for (WorkspacePath link : disk.links(input)) {
            real(link).ifPresent(place -> found.add(new Way(input, link, place, false, true)));
        }
    }

    /// Where a path leads.
    private Optional<Path> real(WorkspacePath path) {
        return spot(path)
                .flatMap(there ->
                        Files.isSymbolicLink(there) ? followed(there) : Optional.of(there));
    }

    /// Where what stands at a path itself is, be it a link. Many paths lie in few folders: these
    /// are looked at once.
    private Optional<Path> spot(WorkspacePath path) {
        Path place;
        try {
            place = disk.place(path);
        } catch (InvalidPathException unnameable) {
            return Optional.empty();
        }
        Path folder = place.getParent();
        if (folder == null || path.name().startsWith(".")) {
            return followed(place);
        }
        return folders.computeIfAbsent(folder, Ways::followed)
                .map(above -> above.resolve(path.name()))
                .filter(there -> Files.exists(there, LinkOption.NOFOLLOW_LINKS));
    }

    private static Optional<Path> followed(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException nothingThere) {
            return Optional.empty();
        }
    }
}
