package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.cli.session.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Variables from `.env`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DotenvTest {
    @RegisterExtension final Workspace workspace = new Workspace();

    private Workspace both() {
        return workspace
                .pipelinefile(
                        """
                        default: b
                        dotenv: [.env, { path: .env.local, optional: true }]
                        tasks:
                          a: { run: 'echo "$HOST" > a.txt', outputs: a.txt, env: [HOST] }
                          b: { run: 'echo "${{ env.PORT }}" $(cat a.txt) > b.txt', inputs: a.txt, outputs: b.txt }
                        """)
                .file(".env", "HOST=one\nexport PORT=80\nOTHER=1\n");
    }

    @Test
    void it_feeds_env_and_expressions() {
        both().build().ran("a", "b").has("b.txt", "80 one\n");
    }

    @Test
    void a_value_that_changes_runs_what_it_is_in_the_key_of() {
        both().build()
                .ran("a", "b")
                .edit(".env", "HOST=one\nPORT=81\nOTHER=1\n")
                .build()
                .ran("b")
                .has("b.txt", "81 one\n")
                .edit(".env", "HOST=two\nPORT=81\nOTHER=1\n")
                .build()
                .ran("a", "b")
                .has("b.txt", "81 two\n")
                .edit(".env", "HOST=two\nPORT=81\nOTHER=2\n")
                .build()
                .didNothing()
                .edit(".env", "HOST=one\nPORT=80\n")
                .build()
                .restored("a", "b");
    }

    @Test
    void an_optional_file_that_comes_and_goes_is_noticed() {
        both().build()
                .ran("a", "b")
                .file(".env.local", "PORT=8080\n")
                .build()
                .ran("b")
                .has("b.txt", "8080 one\n")
                .delete(".env.local")
                .build()
                .restored("b");
    }

    @Test
    void a_variable_that_is_set_counts_before_the_file() {
        both().variable("PORT", "99")
                .build()
                .ran("a", "b")
                .has("b.txt", "99 one\n")
                .edit(".env", "HOST=one\nPORT=1\n")
                .build()
                .didNothing();
    }

    @Test
    void a_missing_file_is_a_mistake_also_after_it_was_there() {
        both().build()
                .ran("a", "b")
                .delete(".env")
                .weir("status")
                .exits(ExitCode.REFUSED)
                .complained(
                        "Pipelinefile.yaml:3:10: error: no dotenv file '.env'",
                        "write { path: .env, optional: true }");
    }

    @Test
    void a_mistake_in_it_is_shown_without_the_value() {
        both().edit(".env", "HOST='hunter2\n")
                .weir("status")
                .exits(ExitCode.REFUSED)
                .complained(
                        ".env:1:6: error: the quote is not closed in its line", "HOST=********");
    }

    @Test
    void a_secret_from_it_is_passed_masked_and_kept_nowhere() throws IOException {
        workspace
                .pipelinefile(
                        """
                        dotenv: .env
                        tasks:
                          a: { run: 'echo "$TOKEN"; echo "$TOKEN" | wc -c | tr -d " " > a.txt', outputs: a.txt, secrets: TOKEN }
                        """)
                .file(".env", "TOKEN=hunter2-and-more\n")
                .build("a", "-v")
                .ran("a")
                .didNotSay("hunter2")
                .has("a.txt", "17\n")
                .edit(".env", "TOKEN=hunter2-and-other\n")
                .build("a")
                .didNothing()
                .settle();
        try (Stream<Path> all = Files.walk(workspace.path("cache"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertFalse(
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                .contains("hunter2"),
                        file.toString());
            }
        }
    }

    @Test
    void those_of_an_included_file_fill_what_is_missing() {
        workspace
                .pipelinefile(
                        """
                        dotenv: .env
                        include: [{ path: sub/Pipelinefile.yaml, as: sub }]
                        tasks:
                          a: { needs: sub.b }
                        """)
                .file(".env", "A=outer\n")
                .file(
                        "sub/Pipelinefile.yaml",
                        """
                        dotenv: inner.env
                        tasks:
                          b: { run: 'echo "$A $B" > b.txt', outputs: b.txt, env: [A, B] }
                        """)
                .file("sub/inner.env", "A=inner\nB=inner\n")
                .build("a")
                .ran("sub.b")
                .has("sub/b.txt", "outer inner\n")
                .edit("sub/inner.env", "A=inner\nB=other\n")
                .build("a")
                .ran("sub.b")
                .has("sub/b.txt", "outer other\n");
    }

    @Test
    void two_included_files_that_give_a_variable_different_values_are_told_of() {
        workspace
                .pipelinefile(
                        """
                        include:
                          - { path: one/Pipelinefile.yaml, as: one }
                          - { path: two/Pipelinefile.yaml, as: two }
                        tasks:
                          a: { needs: [one.b, two.b] }
                        """)
                .file("one/Pipelinefile.yaml", SETTER)
                .file("two/Pipelinefile.yaml", SETTER)
                .file("one/x.env", "HOST=first\nSAME=1\n")
                .file("two/x.env", "HOST=second\nSAME=1\n")
                .build("a")
                .ran("one.b", "two.b")
                .complained(
                        "Pipelinefile.yaml:4:40: warning: the dotenv files of 'one' and 'two' give"
                                + " HOST different values: that of 'two' counts for all tasks")
                .has("one/b.txt", "second 1\n")
                .build("a")
                .didNothing()
                .complained("give HOST different values")
                .pipelinefile(
                        """
                        dotenv: .env
                        include:
                          - { path: one/Pipelinefile.yaml, as: one }
                          - { path: two/Pipelinefile.yaml, as: two }
                        tasks:
                          a: { needs: [one.b, two.b] }
                        """)
                .file(".env", "HOST=outer\n")
                .build("a")
                .ran("one.b", "two.b")
                .has("one/b.txt", "outer 1\n")
                .didNotComplain("warning");
    }

    private static final String SETTER =
            """
            dotenv: x.env
            tasks:
              b: { run: 'echo "$HOST $SAME" > b.txt', outputs: b.txt, env: [HOST, SAME] }
            """;

    @Test
    void what_is_not_declared_does_not_reach_a_command() {
        workspace
                .pipelinefile(
                        """
                        dotenv: .env
                        tasks:
                          a: { run: 'echo "$HOST" > a.txt', outputs: a.txt }
                        """)
                .file(".env", "HOST=one\n")
                .build("a")
                .ran("a")
                .complained("names $HOST, which is set but not passed on")
                .has("a.txt", "\n");
    }
}
