package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a Pipelinefile came to is kept, and nobody can tell but by the time it takes.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace greeting() {
        return workspace
                .pipelinefile(
                        """
                        default: greet
                        param_files: [values.yaml]
                        params: { greeting: hello, who: "${{ env.WEIR_WHO }}" }
                        tasks:
                          source: { run: echo x > x.txt, outputs: x.txt, when: { env.WEIR_MODE: [full] } }
                          greet:
                            run: cat ${{ inputs.mark }} > ${{ outputs }}; echo "${{ params.greeting }} ${{ params.who }}" >> ${{ outputs }}
                            inputs: { mark: mark.txt }
                            outputs: [greeting.txt]
                        """)
                .file("values.yaml", "greeting: hi\n")
                .file("mark.txt", "!\n")
                .variable("WEIR_WHO", "you");
    }

    private Workspace greeted() {
        greeting().build().ran("greet").has("greeting.txt", "!\nhi you\n");
        return forgetful();
    }

    /// What follows is not answered from what earlier calls had to do.
    private Workspace forgetful() {
        for (int i = 0; i < 32; i++) {
            String answer = "cache/state/answer-" + i;
            if (Files.exists(workspace.path(answer))) {
                workspace.delete(answer);
            }
            workspace.file(answer + "/in the way", "");
        }
        return workspace;
    }

    private List<Path> plans() throws IOException {
        workspace.settle();
        try (Stream<Path> state = Files.list(workspace.path("cache/state"))) {
            return state.filter(file -> file.getFileName().toString().startsWith("plan-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_build_keeps_it() throws IOException {
        greeted();
        assertEquals(1, plans().size());
    }

    @Test
    void a_changed_param_file_counts_at_once() {
        greeted()
                .edit("values.yaml", "greeting: oh\n")
                .build()
                .ran("greet")
                .has("greeting.txt", "!\noh you\n")
                .editUnseen("values.yaml", "greeting: ah\n")
                .build()
                .ran("greet")
                .has("greeting.txt", "!\nah you\n")
                .delete("values.yaml")
                .build()
                .exits(ExitCode.REFUSED)
                .complained("no param file 'values.yaml'");
    }

    @Test
    void a_changed_variable_counts_at_once() {
        greeted()
                .variable("WEIR_WHO", "all")
                .build()
                .ran("greet")
                .has("greeting.txt", "!\nhi all\n");
    }

    @Test
    void a_param_of_the_command_line_counts_for_that_call_only() {
        greeted()
                .build("-P", "greeting=hey")
                .ran("greet")
                .has("greeting.txt", "!\nhey you\n")
                .build()
                .restored("greet")
                .has("greeting.txt", "!\nhi you\n")
                .build("-P", "greeting=hey", "--greeting", "hi")
                .didNothing();
    }

    @Test
    void a_task_comes_and_goes_with_the_variable_it_depends_on() {
        greeted()
                .build("source")
                .exits(ExitCode.REFUSED)
                .complained("source")
                .variable("WEIR_MODE", "full")
                .build("source")
                .ran("source")
                .variable("WEIR_MODE", "small")
                .build("source")
                .exits(ExitCode.REFUSED)
                .complained("source");
    }

    @Test
    void an_edit_of_the_same_length_and_time_counts_at_once() {
        String before = greeted().text("Pipelinefile.yaml");
        workspace
                .editUnseen("Pipelinefile.yaml", before.replace("; echo", "; true"))
                .build()
                .ran("greet")
                .has("greeting.txt", "!\n");
    }

    @Test
    void mistakes_are_shown_where_they_stand_as_seen_from_here() {
        greeted()
                .file("below/some.txt", "")
                .delete("mark.txt")
                .in("below")
                .build()
                .exits(ExitCode.REFUSED)
                .complained("../Pipelinefile.yaml:9:", "mark.txt");
    }

    @Test
    void a_warning_is_said_each_time() {
        workspace
                .pipelinefile("tasks: { list: { run: echo > a.txt, outputs: a.txt } }")
                .build("a.txt")
                .ran("list")
                .complained("has the name of a command")
                .build("a.txt")
                .complained("has the name of a command");
    }

    @Test
    void a_damaged_one_is_made_again_without_a_word() throws IOException {
        greeted();
        Path plan = plans().getFirst();
        byte[] whole = Files.readAllBytes(plan);
        for (int at : new int[] {0, 10, 20, 40, whole.length / 2, whole.length - 1}) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 4;
            Files.write(plan, flipped);
            workspace.build().didNothing().saidExactly("up to date: 1 task\n");
            workspace.settle();
            assertArrayEquals(whole, Files.readAllBytes(plan), "flipped at " + at);
            Files.write(plan, Arrays.copyOf(whole, at));
            workspace.build().didNothing().saidExactly("up to date: 1 task\n");
            workspace.settle();
            assertArrayEquals(whole, Files.readAllBytes(plan), "cut at " + at);
        }
    }

    @Test
    void where_it_cannot_be_kept_the_text_is_read() throws IOException {
        greeted();
        Path plan = plans().getFirst();
        Files.delete(plan);
        Files.createDirectories(plan.resolve("in the way"));
        workspace.build().didNothing().weir("status");
    }

    @Test
    void whoever_only_asks_keeps_none() throws IOException {
        greeting().weir("list").weir("status").weir("-n").lacks("cache");
        greeted();
        Path plan = plans().getFirst();
        Files.delete(plan);
        workspace.weir("list").weir("status").weir("explain", "greet").weir("-n");
        assertEquals(List.of(), plans());
    }
}
