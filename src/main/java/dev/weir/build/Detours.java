package dev.weir.build;

import dev.weir.graph.OutputIndex;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.PathPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds inputs that get by a way of their own to what a task of the workspace makes: out of it and
/// in again, or through a link. Edges are made from paths as they are written, so such an input
/// would be read without waiting for the task that makes what is there.
final class Detours {
    /// As many links as Linux follows in one path.
    private static final int LINKS = 40;

    private static final String GLOB = "*?[{";

    private final Path root;
    private final OutputIndex outputs;
    private final Map<Path, Path> folders = new HashMap<>();

    /// @param root the workspace
    Detours(Path root, OutputIndex outputs) {
        this.root = root;
        this.outputs = outputs;
    }

    /// The path by which an input should name what it leads to.
    Optional<PathPattern> direct(Input input) {
        PathPattern written = input.pattern();
        if (!outputs.feeding(input).isEmpty()) {
            return Optional.empty();
        }
        int fixed = written.isGlob() ? fixed(written.text()) : written.text().length();
        try {
            Path at = root.resolve(written.text().substring(0, fixed));
            Path home = real(root, 0);
            Path real = real(at, 0);
            if (!real.startsWith(home)) {
                return Optional.empty();
            }
            String folder = home.relativize(real).toString();
            String inside = folder.isEmpty() && fixed > 0 ? "." : folder;
            PathPattern direct =
                    written.isGlob()
                            ? PathPattern.of(inside + written.text().substring(fixed))
                            : PathPattern.literal(inside);
            Input same = new Input(input.name(), direct, false, input.exclude());
            return outputs.feeding(same).isEmpty() ? Optional.empty() : Optional.of(direct);
        } catch (IOException | IllegalArgumentException nowhere) {
            return Optional.empty();
        }
    }

    /// How much of a glob names a folder, up to the slash behind it.
    private static int fixed(String glob) {
        int first = 0;
        while (GLOB.indexOf(glob.charAt(first)) < 0) {
            first++;
        }
        return Math.max(0, glob.lastIndexOf('/', first));
    }

    /// Where a path leads, also one to where nothing is yet.
    private Path real(Path path, int links) throws IOException {
        Path folder = path.getParent();
        if (folder == null) {
            return path;
        }
        Path above = folders.get(folder);
        if (above == null) {
            above = real(folder, links);
            folders.put(folder, above);
        }
        Path name = path.getFileName();
        if (name.toString().equals("..")) {
            return above.getParent() == null ? above : above.getParent();
        }
        Path at = above.resolve(name);
        if (!Files.isSymbolicLink(at)) {
            return at;
        }
        if (links == LINKS) {
            throw new IOException("links that lead in a circle");
        }
        return real(above.resolve(Files.readSymbolicLink(at)), links + 1);
    }
}
