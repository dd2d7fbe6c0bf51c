package dev.weir.cache;

import dev.weir.digest.Manifest;
import dev.weir.disk.Beside;
import dev.weir.disk.FileTree;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Writes the tree of a manifest into a new folder. Links come last, so that nothing is ever
/// written through one.
final class TreeWriter {
    private final ContentStore store;
    private final Manifest manifest;
    private final Path folder;
    private final Set<Path> made = new HashSet<>();

    TreeWriter(ContentStore store, Manifest manifest, Path folder) {
        this.store = store;
        this.manifest = manifest;
        this.folder = folder;
    }

    Fetched write() throws IOException {
        make(folder);
        for (String empty : manifest.emptyFolders()) {
            make(folder.resolve(empty));
        }
        for (Map.Entry<String, Manifest.Member> member : manifest.members().entrySet()) {
            if (member.getValue() instanceof Manifest.File file) {
                Path path = place(member.getKey());
                Fetched fetched = store.write(file.digest(), path, file.executable());
                if (!(fetched instanceof Fetched.Done)) {
                    return fetched;
                }
            }
        }
        for (Map.Entry<String, Manifest.Member> member : manifest.members().entrySet()) {
            if (member.getValue() instanceof Manifest.Link link) {
                link(member.getKey(), link);
            }
        }
        return new Fetched.Done();
    }

    private Path place(String path) throws IOException {
        Path place = folder.resolve(path);
        Path parent = place.getParent();
        make(parent == null ? folder : parent);
        return place;
    }

    private void make(Path path) throws IOException {
        if (made.add(path)) {
            Files.createDirectories(path);
        }
    }

    private void link(String path, Manifest.Link link) throws IOException {
        if (!link.staysInside(path)) {
            throw new FileSystemException(path, link.target(), "a link that leaves its folder");
        }
        Files.createSymbolicLink(place(path), Path.of(link.target()));
    }

    /// Puts a finished folder in the place of whatever stands there.
    static void replace(Path folder, Path to) throws IOException {
        if (!FileTree.exists(to) || FileTree.isFolder(to) && FileTree.children(to).isEmpty()) {
            FileTree.rename(folder, to);
            return;
        }
        Path gone = Beside.unused(to, "gone");
        FileTree.rename(to, gone);
        FileTree.rename(folder, to);
        FileTree.remove(gone);
    }
}
