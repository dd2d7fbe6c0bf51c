package dev.weir.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weir.disk.CacheFolder;
import dev.weir.disk.FileTree;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.PathPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WalksTest {
    @TempDir Path root;
    private final Walks walks = new Walks();

    @BeforeEach
    void fill() throws Exception {
        file("d/a", "a");
        file("d/in/b", "b");
        file("beside/c", "c");
        Files.createSymbolicLink(root.resolve("d/link"), root.resolve("beside/c"));
        Files.createSymbolicLink(root.resolve("d/folder"), root.resolve("beside"));
        Thread.sleep(FileState.settlesWithin());
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Input input(String pattern, String... exclude) {
        return new Input(
                "",
                PathPattern.of(pattern),
                false,
                List.of(exclude).stream().map(PathPattern::of).toList());
    }

    /// As another look of the same weir sees it.
    private Contents seen(Input input, Walks walks, Looks looks) throws InterruptedException {
        return new FileStates(
                        root,
                        StatCache.load(new CacheFolder(root.resolve("cache"))),
                        walks,
                        new FileHasher(),
                        looks)
                .contents(input);
    }

    private Contents seen(Input input) throws InterruptedException {
        return seen(input, walks, Looks.unrecorded());
    }

    private Contents anew(Input input) throws InterruptedException {
        return seen(input, new Walks(), Looks.unrecorded());
    }

    @Test
    void what_stands_as_it_did_is_not_walked_through_again() throws Exception {
        for (Input input : List.of(input("d"), input("d/**"), input("d/*"), input("d", "d/in"))) {
            Contents first = seen(input);
            assertSame(first, seen(input));
            assertSame(first, seen(input));
            assertEquals(anew(input), first);
        }
        assertNotEquals(seen(input("d")), seen(input("d", "d/in")));
    }

    @Test
    void looks_that_are_to_be_repeated_are_all_taken() throws Exception {
        Contents first = seen(input("d"), walks, Looks.recorded());
        assertSame(first, seen(input("d")));
        assertNotSame(first, seen(input("d"), walks, Looks.recorded()));
    }

    /// Something that befalls a folder.
    enum Change {
        EDITED {
            @Override
            void befalls(Path root) throws IOException {
                Files.writeString(root.resolve("d/in/b"), "B");
            }
        },
        EDITED_WITH_THE_OLD_TIME {
            @Override
            void befalls(Path root) throws IOException {
                Path file = root.resolve("d/a");
                FileTime before = Files.getLastModifiedTime(file);
                Files.writeString(file, "A");
                Files.setLastModifiedTime(file, before);
            }
        },
        ADDED {
            @Override
            void befalls(Path root) throws IOException {
                Files.writeString(root.resolve("d/in/new"), "b");
            }
        },
        REMOVED {
            @Override
            void befalls(Path root) throws IOException {
                Files.delete(root.resolve("d/in/b"));
            }
        },
        RENAMED {
            @Override
            void befalls(Path root) throws IOException {
                Files.move(root.resolve("d/a"), root.resolve("d/z"));
            }
        },
        MADE_EXECUTABLE {
            @Override
            void befalls(Path root) throws IOException {
                Files.setPosixFilePermissions(
                        root.resolve("d/a"),
                        java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        },
        REPLACED_BY_A_FOLDER {
            @Override
            void befalls(Path root) throws IOException {
                Files.delete(root.resolve("d/a"));
                Files.createDirectory(root.resolve("d/a"));
                Files.writeString(root.resolve("d/a/x"), "a");
            }
        },
        EDITED_BEHIND_A_LINK {
            @Override
            void befalls(Path root) throws IOException {
                Files.writeString(root.resolve("beside/c"), "C");
            }
        },
        ADDED_BEHIND_A_LINK {
            @Override
            void befalls(Path root) throws IOException {
                Files.writeString(root.resolve("beside/e"), "e");
            }
        },
        LINKED_ELSEWHERE {
            @Override
            void befalls(Path root) throws IOException {
                Files.delete(root.resolve("d/link"));
                Files.createSymbolicLink(root.resolve("d/link"), root.resolve("d/a"));
            }
        },
        GONE {
            @Override
            void befalls(Path root) throws IOException {
                FileTree.remove(root.resolve("d"));
            }
        };

        abstract void befalls(Path root) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void whatever_changed_shows_at_once(Change change) throws Exception {
        for (Input input : List.of(input("d"), input("d/**"))) {
            Contents first = seen(input);
            assertSame(first, seen(input));
        }
        change.befalls(root);
        for (Input input : List.of(input("d"), input("d/**"))) {
            Contents now = anew(input);
            assertEquals(now, seen(input));
            Thread.sleep(FileState.settlesWithin());
            assertEquals(now, seen(input));
            assertEquals(now, seen(input));
        }
    }

    @Test
    void what_is_still_fresh_is_walked_through_until_it_has_settled() throws Exception {
        Files.writeString(root.resolve("d/fresh"), "1");
        Contents first = seen(input("d"));
        Files.writeString(root.resolve("d/fresh"), "2");
        assertNotEquals(first, seen(input("d")));
        Thread.sleep(FileState.settlesWithin());
        Contents settled = seen(input("d"));
        assertSame(settled, seen(input("d")));
    }
}
