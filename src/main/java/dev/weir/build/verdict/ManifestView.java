package dev.weir.build.verdict;

import dev.weir.digest.Manifest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The files of a recorded folder as whoever walks it would meet them: links are followed, but
/// never around in a circle; a link to nowhere is nothing.
final class ManifestView {
    /// As many as Linux follows in one path.
    private static final int MOST_LINKS = 40;

    private final Manifest manifest;
    private final SortedSet<String> places;
    private final SortedMap<String, Manifest.File> files = new TreeMap<>();
    private final SortedSet<String> folders = new TreeSet<>();

    private ManifestView(Manifest manifest) {
        this.manifest = manifest;
        this.places = new TreeSet<>(manifest.members().keySet());
        places.addAll(manifest.emptyFolders());
    }

    static ManifestView of(Manifest manifest) {
        ManifestView view = new ManifestView(manifest);
        view.walk("", "", new ArrayDeque<>());
        return view;
    }

    /// By path relative to the folder.
    SortedMap<String, Manifest.File> files() {
        return files;
    }

    /// The folders in it, and itself as `""`.
    SortedSet<String> folders() {
        return folders;
    }

    /// @param real the folder itself
    /// @param met the path by which it was come to
    /// @param above the folders that are being walked, as paths of their own
    private void walk(String real, String met, Deque<String> above) {
        if (above.contains(real)) {
            return;
        }
        above.push(real);
        folders.add(met);
        String last = "";
        for (String path : places.tailSet(below(real, ""))) {
            if (!path.startsWith(below(real, ""))) {
                break;
            }
            String rest = path.substring(below(real, "").length());
            int slash = rest.indexOf('/');
            String name = slash < 0 ? rest : rest.substring(0, slash);
            if (!name.equals(last)) {
                meet(below(real, name), below(met, name), above);
                last = name;
            }
        }
        above.pop();
    }

    private void meet(String path, String met, Deque<String> above) {
        resolved(path, MOST_LINKS)
                .ifPresent(real -> {
                    if (manifest.members().get(real) instanceof Manifest.File file) {
                        files.put(met, file);
                    } else if (isFolder(real)) {
                        walk(real, met, above);
                    }
                });
    }

    private boolean isFolder(String real) {
        SortedSet<String> below = places.tailSet(below(real, ""));
        return real.isEmpty()
                || manifest.emptyFolders().contains(real)
                || !below.isEmpty() && below.getFirst().startsWith(below(real, ""));
    }

    /// The path without links; empty when it leads around in a circle or out of the folder.
    private Optional<String> resolved(String path, int left) {
        String real = "";
        for (String name : path.split("/")) {
            switch (name) {
                case "", "." -> {}
                case ".." -> {
                    if (real.isEmpty()) {
                        return Optional.empty();
                    }
                    real = parent(real);
                }
                default -> real = below(real, name);
            }
            if (manifest.members().get(real) instanceof Manifest.Link(String target)) {
                Optional<String> led =
                        left == 0
                                ? Optional.empty()
                                : resolved(below(parent(real), target), left - 1);
                if (led.isEmpty()) {
                    return led;
                }
                real = led.get();
            }
        }
        return Optional.of(real);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String below(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
