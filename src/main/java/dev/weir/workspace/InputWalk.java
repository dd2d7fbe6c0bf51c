package dev.weir.workspace;

import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.Unseen;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Meets the files that an input stands for, as whoever reads them would: links are followed, but
/// never around in a circle; a link to nowhere is nothing, and neither are weir's own folders, of
/// another workspace or met by another way.
final class InputWalk {
    private static final Path CACHE = Path.of(Unseen.CACHE);

    private final Input input;
    private final Looks looks;
    private final List<Sighting> files = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final List<WorkspacePath> links = new ArrayList<>();
    private final Deque<Path> above = new ArrayDeque<>();

    InputWalk(Input input, Looks looks) {
        this.input = input;
        this.looks = looks;
    }

    List<Sighting> files() {
        return files;
    }

    List<Unreadable> unreadable() {
        return unreadable;
    }

    /// Links that count, or what lies behind them does, those to nowhere too.
    List<WorkspacePath> links() {
        return links;
    }

    /// Goes through a folder and what lies below.
    ///
    /// @param place where the folder is
    void walk(WorkspacePath folder, Path place) {
        try {
            enter(folder, place, place.toRealPath());
        } catch (IOException e) {
            unreadable.add(new Unreadable(folder, Digests.why(e)));
        }
    }

    private void enter(WorkspacePath folder, Path place, Path real) {
        if (above.contains(real) || real.endsWith(CACHE) && CacheFolder.isOne(real)) {
            return;
        }
        above.push(real);
        try {
            for (Path child : FileTree.children(place)) {
                meet(folder, child, real);
            }
        } catch (IOException e) {
            unreadable.add(new Unreadable(folder, Digests.why(e)));
        } finally {
            above.pop();
        }
    }

    private void meet(WorkspacePath folder, Path child, Path realFolder) {
        String name = child.getFileName().toString();
        WorkspacePath path = folder.resolve(name);
        boolean wanted = isWanted(path, name);
        boolean mayHold = mayHold(path, name);
        if (!wanted && !mayHold) {
            return;
        }
        if (wanted && Names.isGarbled(child)) {
            unreadable.add(new Unreadable(path, Names.GARBLED));
            return;
        }
        try {
            Optional<FileState> state = looks.itself(child);
            boolean link = state.isPresent() && state.get().kind() == FileState.Kind.LINK;
            if (link) {
                state = looks.followed(child);
            }
            if (state.isEmpty()) {
                if (link) {
                    links.add(path);
                }
                return;
            }
            switch (state.get().kind()) {
                case FOLDER -> {
                    if (mayHold) {
                        Path real = link ? child.toRealPath() : realFolder.resolve(name);
                        if (link && !above.contains(real)) {
                            links.add(path);
                        }
                        enter(path, child, real);
                    }
                }
                case FILE -> {
                    if (wanted) {
                        if (link) {
                            links.add(path);
                        }
                        files.add(new Sighting(path, child, state.get()));
                    }
                }
                case LINK, OTHER -> {
                    if (wanted) {
                        unreadable.add(new Unreadable(path, Names.NO_FILE));
                    }
                }
            }
        } catch (IOException e) {
            unreadable.add(new Unreadable(path, Digests.why(e)));
        }
    }

    /// Whether it counts if it is a file.
    private boolean isWanted(WorkspacePath path, String name) {
        PathPattern pattern = input.pattern();
        boolean matches = pattern.isGlob() ? pattern.matches(path) : !isUnseen(path, name);
        return matches && !input.excludes(path);
    }

    /// Whether something below it may count if it is a folder.
    private boolean mayHold(WorkspacePath path, String name) {
        PathPattern pattern = input.pattern();
        boolean may = pattern.isGlob() ? pattern.mayMatchBelow(path) : !isUnseen(path, name);
        return may && !input.excludes(path);
    }

    private static boolean isUnseen(WorkspacePath path, String name) {
        return Unseen.anywhere(name) || path.text().equals(name) && Unseen.atTop(name);
    }
}
