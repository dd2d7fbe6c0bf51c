package dev.weir.workspace;

import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import java.util.List;
import java.util.Optional;

/// What stands at the path of an output.
public sealed interface OnDisk {
    /// As it is compared; empty when it has no content.
    default Optional<Entry> content() {
        return switch (this) {
            case File(Entry entry, _) -> Optional.of(entry);
            case Folder(_, Entry entry, _) -> Optional.of(entry);
            case Nothing(), Unusable(_) -> Optional.empty();
        };
    }

    /// Whether its content is all that who reads it sees: not where links lead out of a folder.
    default boolean isWhole() {
        return !(this instanceof Folder folder)
                || folder.leaving().stream().allMatch(ITSELF::equals);
    }

    /// Nothing, or a link to nowhere.
    record Nothing() implements OnDisk {}

    /// A file.
    ///
    /// @param link whether it stands elsewhere and a link leads to it: then it cannot be cached
    record File(Entry entry, boolean link) implements OnDisk {}

    /// Among the links that lead out of a folder: the folder itself is one.
    String ITSELF = ".";

    /// A folder.
    ///
    /// @param entry that of the manifest
    /// @param leaving the links that lead out of it ([#ITSELF] for the folder itself): with any, it
    ///   cannot be cached
    record Folder(Manifest manifest, Entry entry, List<String> leaving) implements OnDisk {
        public Folder {
            leaving = List.copyOf(leaving);
        }
    }

    /// Something, or a folder with something in it, that has no content.
    record Unusable(List<Unreadable> why) implements OnDisk {
        public Unusable {
            why = List.copyOf(why);
        }
    }
}
