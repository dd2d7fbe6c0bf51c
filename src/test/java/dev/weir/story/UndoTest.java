package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.session.ExitCode;
import dev.weir.disk.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a build replaced although weir had not made it comes back as it was, whatever it was, and
/// what stands there meanwhile can be brought back in turn.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UndoTest {
    private static final String ONE =
            """
            params: { n: 1 }
            tasks:
              one: { run: "echo ${{ params.n }} > a.txt", outputs: a.txt }
            """;

    private static final String FOLDER =
            """
            params: { n: 2 }
            tasks:
              count: { run: "for i in $(seq ${{ params.n }}); do echo $i > d/$i; done", outputs: d/ }
              all: { run: "cat d/* > all.txt", inputs: d/, outputs: all.txt }
            """;

    @RegisterExtension final Workspace workspace = new Workspace();

    private Set<String> names(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(workspace.path(folder))) {
            return all.map(path -> workspace.path(folder).relativize(path).toString())
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void a_folder_that_stood_where_a_file_is_made_comes_back_with_all_that_was_in_it()
            throws IOException {
        workspace
                .pipelinefile(ONE)
                .build("one")
                .ran("one")
                .delete("a.txt")
                .file("a.txt/keep", "mine\n")
                .command("mkdir a.txt/empty; ln -s /nowhere a.txt/link; chmod +x a.txt/keep")
                .build("one", "--overwrite")
                .restored("one")
                .complained("'a.txt' was not as weir had made it")
                .has("a.txt", "1\n")
                .weir("undo")
                .said("brought back a.txt\nas before run ")
                .has("a.txt/keep", "mine\n");
        assertEquals(Set.of("keep", "empty", "link"), names("a.txt"));
        assertEquals(Path.of("/nowhere"), Files.readSymbolicLink(workspace.path("a.txt/link")));
        assertEquals(true, Files.isExecutable(workspace.path("a.txt/keep")));
        workspace.weir("undo").has("a.txt", "1\n").weir("undo").has("a.txt/keep", "mine\n");
        assertEquals(Set.of("keep", "empty", "link"), names("a.txt"));
    }

    @Test
    void what_was_put_there_since_is_saved_first() throws IOException {
        workspace
                .pipelinefile(ONE)
                .build("one")
                .ran("one")
                .edit("a.txt", "edited\n")
                .build("one")
                .restored("one")
                .complained("a.txt")
                .delete("a.txt")
                .file("a.txt/keep", "mine\n")
                .weir("undo")
                .has("a.txt", "edited\n")
                .weir("undo")
                .has("a.txt/keep", "mine\n");
        assertEquals(Set.of("keep"), names("a.txt"));
    }

    @Test
    void links_to_nothing_come_back_too() throws IOException {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          all:
                            run: echo 1 | tee folder/f > file; echo 1 > empty/f
                            outputs: [file, folder/, empty/]
                        """)
                .command("mkdir none; ln -s gone file; ln -s /not/mounted folder; ln -s none empty")
                .build("all")
                .ran("all")
                .complained("'file' was not", "'folder' was not", "'empty' was not")
                .has("folder/f", "1\n")
                .build("all")
                .didNothing()
                .weir("undo")
                .said("brought back file", "brought back folder", "brought back empty");
        assertEquals(Path.of("gone"), Files.readSymbolicLink(workspace.path("file")));
        assertEquals(Path.of("/not/mounted"), Files.readSymbolicLink(workspace.path("folder")));
        assertEquals(Path.of("none"), Files.readSymbolicLink(workspace.path("empty")));
    }

    @Test
    void what_an_earlier_build_replaced_comes_back_by_its_run() {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: echo 1 > a.txt, outputs: a.txt }
                          b: { run: echo 2 > b.txt, outputs: b.txt }
                        """)
                .build("a", "b")
                .ran("a", "b")
                .edit("a.txt", "my a\n")
                .edit("b.txt", "my b\n")
                .build("a", "b")
                .restored("a", "b")
                .complained("a.txt", "b.txt")
                .edit("b.txt", "my other b\n")
                .build("a", "b")
                .restored("b")
                .complained("b.txt")
                .weir("undo")
                .has("a.txt", "1\n")
                .has("b.txt", "my other b\n");
        Matcher kept =
                Pattern.compile("kept from run (.+): [ab].txt and 1 more\n")
                        .matcher(workspace.output());
        assertTrue(kept.find(), workspace.output());
        workspace
                .weir("undo", kept.group(1))
                .said(
                        "brought back a.txt\n",
                        "brought back b.txt\n",
                        "as before run " + kept.group(1))
                .has("a.txt", "my a\n")
                .has("b.txt", "my b\n")
                .weir("undo", kept.group(1))
                .exits(ExitCode.REFUSED)
                .complained("nothing is kept from run '" + kept.group(1) + "'")
                .weir("undo")
                .has("a.txt", "1\n")
                .has("b.txt", "my other b\n")
                .weir("undo", "one", "two")
                .exits(ExitCode.REFUSED)
                .complained("one run at a time is undone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "p/q"})
    void what_stands_in_the_way_is_saved_too_and_holds_up_nothing(String way) {
        workspace
                .pipelinefile(
                        """
                        tasks:
                          a: { run: echo 1 > a.txt, outputs: a.txt }
                          b: { run: echo 2 > p/q/b.txt, outputs: p/q/b.txt }
                        """)
                .build("a", "b")
                .ran("a", "b")
                .edit("a.txt", "edited a\n")
                .edit("p/q/b.txt", "edited b\n")
                .build("a", "b")
                .restored("a", "b")
                .complained("a.txt", "p/q/b.txt")
                .delete(way)
                .file(way, "in the way\n")
                .weir("undo")
                .said("brought back a.txt", "brought back p/q/b.txt", "removed " + way + "\n")
                .lacks("cache/tmp/tasks/undo~")
                .has("a.txt", "edited a\n")
                .has("p/q/b.txt", "edited b\n")
                .weir("undo")
                .has("a.txt", "1\n")
                .has(way, "in the way\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_the_store_has_lost_is_said_and_what_stands_there_stays(boolean damaged)
            throws IOException {
        workspace
                .pipelinefile("tasks: { b: { run: echo 2 > p/b.txt, outputs: p/b.txt } }")
                .build("b")
                .ran("b")
                .edit("p/b.txt", "edited b\n")
                .build("b")
                .restored("b")
                .complained("p/b.txt");
        try (Stream<Path> blobs = Files.walk(workspace.path("cache/objects"))) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                Files.delete(blob);
                if (damaged) {
                    Files.writeString(blob, "damaged!\n");
                }
            }
        }
        if (!damaged) {
            workspace.delete("p").file("p", "in the way\n");
        }
        workspace
                .weir("undo")
                .exits(ExitCode.FAILED)
                .said("lost p/b.txt (no longer in the store)")
                .didNotSay("brought back")
                .has(damaged ? "p/b.txt" : "p", damaged ? "2\n" : "in the way\n");
    }

    @Test
    void a_folder_comes_back_exactly_as_it_was() throws IOException {
        workspace
                .pipelinefile(FOLDER)
                .build("all")
                .ran("count", "all")
                .edit("d/1", "edited\n")
                .build("all", "-P", "n=4")
                .ran("count", "all")
                .complained("'d' was not as weir had made it")
                .weir("undo")
                .has("d/1", "edited\n");
        assertEquals(Set.of("1", "2"), names("d"));
        workspace.weir("undo").has("d/1", "1\n");
        assertEquals(Set.of("1", "2", "3", "4"), names("d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cache clear", "clean --cache", "--clean"})
    void nothing_that_empties_the_cache_takes_what_no_pipeline_made(String line) {
        workspace
                .pipelinefile(ONE)
                .build("one")
                .ran("one")
                .edit("a.txt", "precious\n")
                .build("one")
                .restored("one")
                .complained("a.txt")
                .weir(line.split(" "))
                .weir("undo")
                .said("brought back a.txt")
                .has("a.txt", "precious\n");
    }

    @Test
    void a_link_that_was_put_at_an_output_comes_back_as_a_link() throws IOException {
        workspace
                .pipelinefile(ONE)
                .build("one")
                .ran("one")
                .command("mv a.txt mine.txt; ln -s mine.txt a.txt")
                .build("one")
                .didNothing()
                .build("one", "-P", "n=2")
                .ran("one")
                .complained("'a.txt' was not as weir had made it")
                .has("a.txt", "2\n")
                .has("mine.txt", "1\n")
                .weir("undo");
        assertEquals(Path.of("mine.txt"), Files.readSymbolicLink(workspace.path("a.txt")));
        workspace.has("mine.txt", "1\n");
    }

    @Test
    void so_does_a_link_to_a_folder() throws IOException {
        workspace
                .pipelinefile(FOLDER)
                .build("all")
                .ran("count", "all")
                .command("mv d big; ln -s big d")
                .build("all")
                .didNothing()
                .build("all", "-P", "n=3")
                .ran("count", "all")
                .complained("'d' was not as weir had made it")
                .weir("undo")
                .has("d/2", "2\n");
        assertEquals(Path.of("big"), Files.readSymbolicLink(workspace.path("d")));
        assertEquals(Set.of("1", "2"), names("big"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a.txt/"})
    void what_was_replaced_once_is_no_less_the_users_the_next_time(String output) {
        String made = output.endsWith("/") ? "a.txt/made" : "a.txt";
        workspace
                .pipelinefile(
                        "tasks: { one: { run: \"echo 1 > %s\", outputs: %s } }"
                                .formatted(made, output))
                .build("one")
                .ran("one")
                .delete("a.txt")
                .file("a.txt/keep", "mine\n")
                .build("one")
                .failed("one")
                .complained("--overwrite")
                .build("one", "--overwrite")
                .restored("one")
                .complained("'a.txt' was not as weir had made it")
                .delete("a.txt")
                .file("a.txt/keep", "mine\n")
                .build("one")
                .failed("one")
                .complained("--overwrite")
                .has("a.txt/keep", "mine\n");
    }

    @Test
    void a_folder_known_from_an_undo_alone_is_the_users_though_the_result_is_lost() {
        workspace
                .pipelinefile("tasks: { one: { run: echo 1 > out/made, outputs: out/ } }")
                .build("one")
                .ran("one")
                .delete("out")
                .file("out/keep", "mine\n")
                .build("one", "--overwrite")
                .restored("one")
                .complained("'out' was not as weir had made it")
                .delete("out")
                .delete("cache/actions")
                .file("out/keep", "mine\n")
                .build("one")
                .failed("one")
                .complained("is not in the cache, so this may be yours: 'keep'")
                .has("out/keep", "mine\n");
    }

    private static final String CUT_OFF =
            """
            tasks:
              a: { run: echo 1 > a.txt, outputs: a.txt }
              d: { run: echo 2 > d/2, outputs: d/ }
            """;

    private void undone_but_for_its_last_word() throws IOException {
        workspace
                .pipelinefile(CUT_OFF)
                .build("a", "d")
                .ran("a", "d")
                .edit("a.txt", "edited earlier\n")
                .build("a")
                .restored("a")
                .complained("a.txt")
                .edit("a.txt", "edited a\n")
                .edit("d/2", "edited d\n")
                .build("a", "d")
                .restored("a", "d")
                .complained("a.txt", "'d' was not")
                .weir("undo")
                .has("a.txt", "edited a\n")
                .has("d/2", "edited d\n");
        cutLastRecord("cache/state/undo");
    }

    @Test
    void one_that_was_cut_off_is_gone_on_with_however_often() throws IOException {
        undone_but_for_its_last_word();
        for (int times = 0; times < 3; times++) {
            workspace
                    .delete("d")
                    .weir("undo")
                    .said("brought back a.txt", "brought back d\n")
                    .has("a.txt", "edited a\n")
                    .has("d/2", "edited d\n");
            if (times < 2) {
                cutLastRecord("cache/state/undo");
            }
        }
        workspace
                .weir("undo")
                .has("a.txt", "1\n")
                .has("d/2", "2\n")
                .weir("undo")
                .has("a.txt", "edited a\n")
                .has("d/2", "edited d\n");
    }

    @Test
    void one_that_was_cut_off_is_left_when_a_build_replaced_more_since() throws IOException {
        undone_but_for_its_last_word();
        workspace
                .edit("a.txt", "edited later\n")
                .build("a", "d")
                .restored("a", "d")
                .complained("a.txt", "'d' was not")
                .weir("undo")
                .has("a.txt", "edited later\n")
                .has("d/2", "edited d\n");
    }

    /// As a kill does just before it is written.
    private void cutLastRecord(String file) throws IOException {
        List<byte[]> records = new ArrayList<>();
        try (InputStream in = Files.newInputStream(workspace.path(file))) {
            Frames.read(in, records::add);
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (byte[] record : records.subList(0, records.size() - 1)) {
            kept.write(Frames.frame(record));
        }
        Files.write(workspace.path(file), kept.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path: out.txt, store: false",
                "path: out.txt",
                "path: out.txt, temporary: true"
            })
    void what_was_adopted_comes_back_whatever_became_of_it(String output) {
        workspace
                .pipelinefile(
                        """
                        params: { n: 1 }
                        tasks: { one: { run: "echo ${{ params.n }} > out.txt", outputs: { made: { %s } } } }
                        """
                                .formatted(output))
                .file("out.txt", "precious\n")
                .weir("adopt", "one")
                .weir("clean", "--cache", "one")
                .weir("cache", "clear")
                .build("one", "-P", "n=2", "--keep-temporary")
                .ran("one")
                .weir("undo")
                .has("out.txt", "precious\n");
    }

    @Test
    void a_folder_that_lost_its_record_is_replaced_however_often_that_befalls_it() {
        workspace
                .pipelinefile(
                        "params: { word: x }\n"
                                + "tasks: { one: { run: \"echo ${{ params.word }} > out/word\", outputs: out/ } }")
                .build("one")
                .ran("one")
                .build("one", "-P", "word=y")
                .ran("one");
        for (String word : List.of("x", "y", "x", "y")) {
            workspace
                    .delete("cache/state/trace")
                    .build("one", "-P", "word=" + word)
                    .restored("one")
                    .complained("'out' was not as weir had made it")
                    .has("out/word", word + "\n");
        }
    }

    @Test
    void what_came_back_to_an_empty_place_goes_when_that_is_undone() {
        workspace
                .pipelinefile(
                        """
                        default: all
                        params: { n: 1 }
                        tasks:
                          one: { run: "echo ${{ params.n }} > o/${{ params.n }}", outputs: "o/${{ params.n }}" }
                          two: { run: echo 2 > two, outputs: two }
                          names: { run: "echo ${{ inputs }} > names", inputs: "o/*", outputs: names }
                          all: { needs: [two, names] }
                        """)
                .build()
                .ran("one", "two", "names")
                .edit("two", "mine\n")
                .build()
                .restored("two")
                .complained("'two' was not as weir had made it")
                .build("-P", "n=2")
                .ran("one", "names")
                .complained("left over")
                .weir("undo")
                .said("brought back o/1\nas before run ", "kept from run ")
                .has("o/1", "1\n")
                .weir("undo")
                .said("removed o/1\nas before run ")
                .lacks("o/1")
                .has("two", "2\n")
                .weir("undo")
                .said("brought back o/1\n")
                .edit("o/1", "more\n")
                .weir("undo")
                .lacks("o/1")
                .weir("undo")
                .has("o/1", "more\n");
    }

    @Test
    void what_is_to_go_is_gone_where_its_folder_is() {
        workspace
                .pipelinefile("tasks: { make: { run: echo 1 > d/a, outputs: d/a } }")
                .build("make")
                .ran("make")
                .edit("d/a", "mine\n")
                .weir("clean", "make")
                .delete("d")
                .file("d", "file\n")
                .weir("undo")
                .said("brought back d/a\n")
                .has("d/a", "mine\n")
                .weir("undo")
                .has("d", "file\n")
                .weir("undo")
                .has("d/a", "mine\n");
    }

    @Test
    void where_nothing_was_replaced_there_is_nothing_to_undo() {
        workspace
                .pipelinefile(ONE)
                .weir("undo")
                .saidExactly("nothing to undo\n")
                .exits(ExitCode.DONE);
    }
}
