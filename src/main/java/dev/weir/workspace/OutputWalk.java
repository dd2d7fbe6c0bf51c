package dev.weir.workspace;

import dev.weir.digest.Manifest;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.Unseen;
import dev.weir.pipeline.WorkspacePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Meets what stands in the folder of an output, as it is: links are links. Only weir's own files
/// and what a file browser leaves behind do not count.
final class OutputWalk {
    private static final String BROWSERS = ".DS_Store";

    private final WorkspacePath output;
    private final Looks looks;
    private final List<Sighting> files = new ArrayList<>();
    private final SortedMap<String, Manifest.Member> links = new TreeMap<>();
    private final SortedSet<String> emptyFolders = new TreeSet<>();
    private final List<String> leaving = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    OutputWalk(WorkspacePath output, Looks looks) {
        this.output = output;
        this.looks = looks;
    }

    List<Sighting> files() {
        return files;
    }

    /// The links that lead out of the folder.
    List<String> leaving() {
        return leaving;
    }

    List<Unreadable> unreadable() {
        return unreadable;
    }

    /// The folder as a whole.
    ///
    /// @param seen the files, by content
    Manifest manifest(List<Digests.Hashed> seen) {
        SortedMap<String, Manifest.Member> members = new TreeMap<>(links);
        int start = output.text().length() + 1;
        for (Digests.Hashed file : seen) {
            members.put(file.path().text().substring(start), file.member());
        }
        return new Manifest(members, emptyFolders);
    }

    void walk(Path place) {
        enter("", place);
    }

    private void enter(String folder, Path place) {
        boolean empty = true;
        try {
            for (Path child : FileTree.children(place)) {
                String name = child.getFileName().toString();
                if (!name.startsWith(Unseen.OWN) && !name.equals(BROWSERS)) {
                    empty = false;
                    meet(folder.isEmpty() ? name : folder + "/" + name, child);
                }
            }
        } catch (IOException e) {
            unreadable.add(new Unreadable(path(folder), Digests.why(e)));
        }
        if (empty && !folder.isEmpty()) {
            emptyFolders.add(folder);
        }
    }

    private WorkspacePath path(String below) {
        return below.isEmpty() ? output : output.resolve(below);
    }

    private void meet(String below, Path child) {
        try {
            Optional<FileState> state = looks.itself(child);
            if (Names.isGarbled(child)) {
                unreadable.add(new Unreadable(path(below), Names.GARBLED));
            } else if (state.isPresent()) {
                switch (state.get().kind()) {
                    case FOLDER -> enter(below, child);
                    case FILE -> files.add(new Sighting(path(below), child, state.get()));
                    case LINK -> link(below, child);
                    case OTHER -> unreadable.add(new Unreadable(path(below), Names.NO_FILE));
                }
            }
        } catch (IOException e) {
            unreadable.add(new Unreadable(path(below), Digests.why(e)));
        }
    }

    private void link(String below, Path child) throws IOException {
        var link = new Manifest.Link(Files.readSymbolicLink(child).toString());
        links.put(below, link);
        if (!link.staysInside(below)) {
            leaving.add(below);
        }
    }
}
