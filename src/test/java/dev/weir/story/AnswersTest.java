package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.cli.session.ExitCode;
import dev.weir.workspace.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An answer is remembered with all that it rests on, that there was nothing to do too, and
/// forgotten with the first of it that changes. Each build of a story is called three times, so
/// that the last call is answered from memory.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AnswersTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace joined() throws IOException {
        workspace
                .pipelinefile(
                        """
                        params: { greeting: "${{ env.GREETING }}" }
                        tasks:
                          join:
                            run: "cat ${{ inputs.parts }} texts/deep/* > all.txt; echo ${{ params.greeting }} >> all.txt"
                            inputs: { parts: "parts/*.txt", texts: texts/, maybe: { path: maybe.txt, optional: true } }
                            outputs: all.txt
                        """)
                .variable("GREETING", "hi")
                .file("parts/a.txt", "a\n")
                .file("texts/deep/b.txt", "b\n")
                .build("join")
                .ran("join")
                .settle();
        assertEquals(1, kept().size());
        return workspace;
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> state = Files.list(workspace.path("cache/state"))) {
            return state.filter(path -> path.getFileName().toString().startsWith("answer-"))
                    .toList();
        }
    }

    @Test
    void nothing_else_is_read_while_all_stands_as_it_did() throws IOException {
        joined();
        Files.delete(workspace.path("cache/state/plan-0"));
        workspace.weir("join").saidExactly("up to date: 1 task\n").lacks("cache/state/plan-0");
    }

    @Test
    void a_new_name_in_a_glob_or_deep_in_a_folder_counts() throws IOException {
        joined().file("parts/c.txt", "c\n")
                .build("join")
                .ran("join")
                .has("all.txt", "a\nc\nb\nhi\n")
                .file("texts/deep/d.txt", "d\n")
                .build("join")
                .ran("join")
                .file("maybe.txt", "")
                .build("join")
                .ran("join");
    }

    @Test
    void bytes_count_whatever_size_and_time_say() throws IOException {
        joined().editUnseen("parts/a.txt", "A\n")
                .build("join")
                .ran("join")
                .editUnseen("all.txt", "x\nx\nhi\n")
                .build("join")
                .restored("join")
                .complained("'all.txt' was not as weir had made it");
    }

    @Test
    void a_variable_counts_if_the_pipelinefile_names_it_and_no_other() throws IOException {
        joined().variable("ANOTHER", "one");
        Files.delete(workspace.path("cache/state/plan-0"));
        workspace
                .weir("join")
                .saidExactly("up to date: 1 task\n")
                .lacks("cache/state/plan-0")
                .variable("GREETING", "ho")
                .build("join")
                .ran("join")
                .has("all.txt", "a\nb\nho\n");
    }

    @Test
    void other_words_are_another_call() throws IOException {
        joined().weir("join", "-v")
                .saidExactly("up to date: 1 task\n")
                .weir("join", "--json")
                .said("{")
                .build("join", "-P", "greeting=hey")
                .ran("join")
                .has("all.txt", "a\nb\nhey\n")
                .build("join")
                .restored("join");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status join --json",
                "list",
                "list -v",
                "explain join",
                "graph",
                "params",
                "--help",
                "-n join"
            })
    void a_question_is_answered_from_memory_whatever_the_answer_was(String line)
            throws IOException {
        String[] words = line.split(" ");
        joined().weir(words);
        Map<Path, Object> answers = answers();
        workspace.weir(words);
        assertEquals(answers, answers());
        String upToDate = workspace.output();
        workspace.file("parts/a.txt", "changed\n");
        settled();
        workspace.weir(words);
        String stale = workspace.output();
        boolean tells = !List.of("graph", "params", "--help").contains(line);
        assertEquals(tells, !stale.equals(upToDate), stale);
        answers = answers();
        workspace.weir(words).saidExactly(stale);
        assertEquals(answers, answers());
        workspace.build("join").ran("join").weir("join").weir(words);
        assertEquals(!line.startsWith("explain"), workspace.output().equals(upToDate));
    }

    private static void settled() {
        try {
            Thread.sleep(FileState.settlesWithin());
        } catch (InterruptedException ended) {
            throw new AssertionError(ended);
        }
    }

    /// Each by what tells one file from another that replaced it.
    private Map<Path, Object> answers() throws IOException {
        Map<Path, Object> answers = new TreeMap<>();
        for (Path file : kept()) {
            answers.put(file, Files.getAttribute(file, "unix:ino"));
        }
        return answers;
    }

    @Test
    void a_question_keeps_nothing_where_nothing_was_built() throws IOException {
        workspace
                .pipelinefile("tasks: { one: { run: 'true' } }")
                .weir("list")
                .weir("--help")
                .lacks("cache");
    }

    @Test
    void a_nearer_pipelinefile_counts() throws IOException {
        joined().file("texts/x", "").build("join").ran("join");
        workspace
                .in("texts")
                .weir("join")
                .saidExactly("up to date: 1 task\n")
                .weir("join")
                .saidExactly("up to date: 1 task\n")
                .file("texts/Pipelinefile.yaml", "version: 1\ntasks: { other: { run: date } }\n")
                .weir("join")
                .exits(ExitCode.REFUSED)
                .complained("join");
    }

    @Test
    void what_a_killed_weir_left_is_looked_for() throws IOException {
        joined().file("cache/state/journal/left", "no journal");
        workspace
                .weir("join")
                .saidExactly("up to date: 1 task\n")
                .lacks("cache/state/journal/left");
    }

    @Test
    void a_log_that_was_being_made_anew_goes_with_the_next_build() throws IOException {
        joined().file("cache/state/trace.new", "weir tr").file("parts/c.txt", "c\n");
        workspace.build("join").ran("join").lacks("cache/state/trace.new");
        workspace.build("join").didNothing();
    }

    @Test
    void time_counts_where_a_task_is_refreshed() {
        workspace
                .pipelinefile(
                        "tasks: { old: { run: echo 1 > a.txt, outputs: a.txt, refresh: 1h } }")
                .build("old")
                .ran("old")
                .build("old")
                .didNothing()
                .later(Duration.ofHours(2))
                .build("old")
                .ran("old");
    }

    @Test
    void a_damaged_memory_is_none() throws IOException {
        joined();
        Path idle = kept().getFirst();
        byte[] whole = Files.readAllBytes(idle);
        for (int at = 0; at < whole.length; at += 7) {
            byte[] bad = whole.clone();
            bad[at] ^= 16;
            Files.write(idle, bad);
            workspace.weir("join").saidExactly("up to date: 1 task\n");
            Files.write(idle, Arrays.copyOf(whole, at));
            workspace.weir("join").saidExactly("up to date: 1 task\n");
            workspace.settle();
        }
        assertFalse(kept().isEmpty());
        workspace.edit("parts/a.txt", "other\n").build("join").ran("join");
    }
}
