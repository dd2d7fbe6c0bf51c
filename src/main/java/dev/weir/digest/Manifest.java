package dev.weir.digest;

import dev.weir.pipeline.WorkspacePath;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a folder holds, whole: its files, the links that stay inside and the folders with nothing
/// in them, by path relative to it.
public record Manifest(SortedMap<String, Member> members, SortedSet<String> emptyFolders) {
    public Manifest {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        emptyFolders = Collections.unmodifiableSortedSet(new TreeSet<>(emptyFolders));
        members.keySet().forEach(Manifest::requireBelow);
        emptyFolders.forEach(Manifest::requireBelow);
    }

    private static void requireBelow(String path) {
        if (path.equals(".") || !new WorkspacePath(path).isInside()) {
            throw new IllegalArgumentException("not the path of something below: '" + path + "'");
        }
    }

    /// One thing in a folder.
    public sealed interface Member {}

    /// A file.
    public record File(Digest digest, boolean executable, long size) implements Member {}

    /// A symbolic link.
    ///
    /// @param target as the link holds it
    public record Link(String target) implements Member {
        /// Whether a link that stands at this path of a folder leads to something in the folder,
        /// wherever the folder is: its target is relative, climbs no higher than the folder, and
        /// never climbs again after it went down (what it went down through may be a link).
        public boolean staysInside(String path) {
            if (target.isEmpty() || target.startsWith("/")) {
                return false;
            }
            long room = path.chars().filter(c -> c == '/').count();
            boolean down = false;
            for (String name : target.split("/")) {
                switch (name) {
                    case "", "." -> {}
                    case ".." -> {
                        if (down || --room < 0) {
                            return false;
                        }
                    }
                    default -> down = true;
                }
            }
            return true;
        }
    }

    /// The folder as an entry.
    public Entry entry() {
        return entry(digest());
    }

    /// The same, when the digest is known.
    public Entry entry(Digest digest) {
        return new Entry(Entry.Kind.FOLDER, digest, size());
    }

    /// All bytes of its files.
    public long size() {
        long size = 0;
        for (Member member : members.values()) {
            size += member instanceof File file ? file.size() : 0;
        }
        return size;
    }

    /// How many things are in it.
    public int count() {
        return members.size() + emptyFolders.size();
    }

    /// Paths, kinds and contents as one text. Two manifests have the same text if and only if they
    /// have the same members and empty folders, and so the same [#digest].
    public String listing() {
        StringBuilder text = new StringBuilder(members.size() * (Digest.LENGTH + 32));
        members.forEach((path, member) -> {
            text.append(path.length()).append(':').append(path);
            switch (member) {
                case File(Digest digest, boolean executable, _) ->
                        text.append(executable ? '*' : '-').append(digest.hex());
                case Link(String target) ->
                        text.append('>').append(target.length()).append(':').append(target);
            }
        });
        for (String empty : emptyFolders) {
            text.append(empty.length()).append(':').append(empty).append('/');
        }
        return text.toString();
    }

    /// The digest of paths, kinds and contents.
    public Digest digest() {
        Encoder encoder = new Encoder("folder").count(members.size());
        members.forEach((path, member) -> {
            encoder.text(path);
            switch (member) {
                case File(Digest digest, boolean executable, _) ->
                        encoder.text(executable ? "executable" : "file").digest(digest);
                case Link(String target) -> encoder.text("link").text(target);
            }
        });
        if (!emptyFolders.isEmpty()) {
            encoder.count(emptyFolders.size());
            emptyFolders.forEach(encoder::text);
        }
        return encoder.finish();
    }
}
