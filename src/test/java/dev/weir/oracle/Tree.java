package dev.weir.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A workspace by content, without weir's own folder.
///
/// @param folders those that are there, with files in them or without
record Tree(SortedMap<String, Node> files, SortedSet<String> folders) {
    Tree {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        folders = Collections.unmodifiableSortedSet(new TreeSet<>(folders));
    }

    /// What is on the disk now. Files that come and go meanwhile are there or not.
    static Tree of(Path root) {
        return of(root, path -> true);
    }

    /// The same of what is wanted only: nothing else is opened.
    static Tree of(Path root, Predicate<String> wanted) {
        SortedMap<String, Node> files = new TreeMap<>();
        SortedSet<String> folders = new TreeSet<>();
        collect(root, "", wanted, files, folders);
        return new Tree(files, folders);
    }

    private static void collect(
            Path folder,
            String prefix,
            Predicate<String> wanted,
            SortedMap<String, Node> files,
            SortedSet<String> folders) {
        for (Path child : children(folder)) {
            String path = prefix + child.getFileName();
            if (path.equals("cache") || !wanted.test(path)) {
                continue;
            }
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                folders.add(path);
                collect(child, path + "/", wanted, files, folders);
            } else {
                node(child).ifPresent(node -> files.put(path, node));
            }
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return List.of();
        }
    }

    private static Optional<Node> node(Path file) {
        try {
            String link = Files.isSymbolicLink(file) ? Files.readSymbolicLink(file).toString() : "";
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return Optional.of(new Node(text, isExecutable(file), link));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static boolean isExecutable(Path file) throws IOException {
        return Files.getPosixFilePermissions(file)
                .contains(java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE);
    }

    /// What stands at a path.
    Optional<Thing> at(String path) {
        Node file = files.get(path);
        if (file != null) {
            return Optional.of(Thing.file(file));
        }
        SortedMap<String, Node> members = new TreeMap<>();
        below(path).forEach((full, node) -> members.put(full.substring(path.length() + 1), node));
        return members.isEmpty() && !folders.contains(path)
                ? Optional.empty()
                : Optional.of(new Thing(true, members));
    }

    /// The files below a folder, by whole path.
    SortedMap<String, Node> below(String folder) {
        return files.subMap(folder + "/", folder + "0");
    }

    /// Without what stands at these paths.
    Tree without(Iterable<String> paths) {
        SortedMap<String, Node> left = new TreeMap<>(files);
        SortedSet<String> leftFolders = new TreeSet<>(folders);
        for (String path : paths) {
            left.remove(path);
            left.subMap(path + "/", path + "0").clear();
            leftFolders.remove(path);
            leftFolders.subSet(path + "/", path + "0").clear();
        }
        return new Tree(left, leftFolders);
    }

    /// The links that lead to one of these or into it.
    Set<String> linksTo(Set<String> paths) {
        Set<String> links = new TreeSet<>();
        files.forEach((path, node) -> {
            if (!node.link().isEmpty()) {
                Path target = Path.of(path).resolveSibling(node.link()).normalize();
                if (paths.stream().anyMatch(target::startsWith)) {
                    links.add(path);
                }
            }
        });
        return links;
    }

    /// With things at paths where nothing stands.
    Tree with(Map<String, Thing> things) {
        SortedMap<String, Node> all = new TreeMap<>(files);
        SortedSet<String> allFolders = new TreeSet<>(folders);
        things.forEach((path, thing) -> {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                allFolders.add(path.substring(0, slash));
            }
            if (thing.folder()) {
                allFolders.add(path);
            }
            thing.members()
                    .forEach((below, node) ->
                            all.put(below.isEmpty() ? path : path + "/" + below, node));
        });
        return new Tree(all, allFolders);
    }
}
