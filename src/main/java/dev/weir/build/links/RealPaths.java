package dev.weir.build.links;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where paths lead once links are followed, also those to where nothing is yet. Folders are looked
/// at once.
public final class RealPaths {
    /// As many links as Linux follows in one path.
    private static final int LINKS = 40;

    private final Map<Path, Path> folders = new HashMap<>();

    /// Where a path leads.
    Path real(Path path) throws IOException {
        return real(path, 0);
    }

    /// The same, and before it the places of the links that lead there, in order.
    List<Path> way(Path path) throws IOException {
        List<Path> way = new ArrayList<>();
        Path at = place(path, 0);
        way.add(at);
        while (Files.isSymbolicLink(at)) {
            at = place(behind(at, way.size()), 0);
            way.add(at);
        }
        return way;
    }

    /// Where a path itself is: links to its folder are followed, it is not.
    Path place(Path path) throws IOException {
        return place(path, 0);
    }

    private Path real(Path path, int links) throws IOException {
        Path at = place(path, links);
        return Files.isSymbolicLink(at) ? real(behind(at, links + 1), links + 1) : at;
    }

    private Path place(Path path, int links) throws IOException {
        Path folder = path.getParent();
        if (folder == null) {
            return path;
        }
        Path above = folders.get(folder);
        if (above == null) {
            above = real(folder, links);
            folders.put(folder, above);
        }
        String name = path.getFileName().toString();
        return switch (name) {
            case "." -> above;
            case ".." -> above.getParent() == null ? above : above.getParent();
            default -> above.resolve(name);
        };
    }

    /// @param links how many were followed, this one too
    private static Path behind(Path link, int links) throws IOException {
        if (links > LINKS) {
            throw new IOException("links that lead in a circle");
        }
        return link.resolveSibling(Files.readSymbolicLink(link));
    }
}
