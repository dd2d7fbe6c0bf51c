package dev.weir.pipelinefile.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.diagnostic.SourceText;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.Frames;
import dev.weir.disk.RecordWriter;
import dev.weir.pipelinefile.Loaded;
import dev.weir.pipelinefile.PipelinefileReader;
import dev.weir.pipelinefile.ReadRequest;
import dev.weir.pipelinefile.ReadRequest.Given;
import dev.weir.step.catalogue.OwnSteps;
import dev.weir.step.catalogue.StepCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a plan holds. What it holds is compared with what the reader gives in `GoodFilesTest`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class PlansTest {
    private static final String TEXT =
            """
            param_files: [values.yaml]
            params: { year: 2023, home: "${{ env.HOME }}" }
            tasks:
              a:
                run: echo ${{ params.year }} ${{ params.home }} >${{ outputs }}
                outputs: [a.txt]
            """;

    @TempDir Path folder;

    private final Map<String, String> files = new HashMap<>(Map.of("values.yaml", "year: 2024"));
    private final Map<String, String> variables =
            new HashMap<>(Map.of("HOME", "/home/me", "OTHER", "x"));
    private List<Given> given = List.of(new Given("year", "2025"));
    private String text = TEXT;
    private String weir = "build-1";

    @BeforeEach
    void a_plan_is_kept() throws IOException {
        keep();
        assertTrue(find().isPresent());
    }

    private ReadRequest request() {
        return new ReadRequest(
                given,
                path -> Optional.ofNullable(files.get(path)).map(it -> new SourceText(path, it)),
                variables,
                StepCatalogue.of(List.of()),
                OwnSteps.NONE);
    }

    private SourceText source() {
        return new SourceText("Pipelinefile.yaml", text);
    }

    private Plans plans() {
        return new Plans(new CacheFolder(folder), weir);
    }

    private void keep() throws IOException {
        plans().keep(source(), request(), PipelinefileReader.read(source(), request()));
    }

    private Optional<Plan> find() {
        return plans().find(source(), request());
    }

    @Test
    void it_holds_while_nothing_that_was_read_changes() {
        variables.put("OTHER", "y");
        files.put("more.yaml", "year: 1");
        assertTrue(find().isPresent());
    }

    @Test
    void any_change_of_the_text_ends_it() {
        text = TEXT + "\n";
        assertEquals(Optional.empty(), find());
    }

    @Test
    void another_weir_does_not_take_it() {
        weir = "build-2";
        assertEquals(Optional.empty(), find());
    }

    @Test
    void a_weir_that_does_not_know_its_build_has_none() throws IOException {
        weir = "";
        keep();
        assertEquals(Optional.empty(), find());
    }

    @Test
    void other_params_of_the_command_line_have_a_plan_of_their_own() throws IOException {
        List<Given> before = given;
        for (List<Given> other :
                List.of(
                        List.<Given>of(),
                        List.of(new Given("year", "2026")),
                        List.of(before.getFirst(), before.getFirst()))) {
            given = other;
            assertEquals(Optional.empty(), find());
            keep();
            assertEquals(
                    PipelinefileReader.read(source(), request()).pipeline(),
                    find().orElseThrow().pipeline());
        }
    }

    @Test
    void a_param_file_that_changes_or_goes_ends_it() {
        files.put("values.yaml", "year: 2026");
        assertEquals(Optional.empty(), find());
        files.remove("values.yaml");
        assertEquals(Optional.empty(), find());
    }

    @Test
    void a_variable_that_was_read_and_changes_or_goes_ends_it() {
        variables.put("HOME", "/home/you");
        assertEquals(Optional.empty(), find());
        variables.remove("HOME");
        assertEquals(Optional.empty(), find());
    }

    @Test
    void a_dotenv_file_ends_it_by_what_was_asked_of_it_only_and_is_not_kept() throws IOException {
        given = List.of();
        variables.remove("HOME");
        files.put(".env", "HOME=/home/file\nTOKEN=hunter2\n");
        text = "dotenv: [.env, { path: .more, optional: true }]\n" + TEXT;
        keep();
        assertEquals("/home/file", find().orElseThrow().outside().value("HOME"));
        files.put(".env", "HOME=/home/file\nTOKEN=hunter3\n");
        assertEquals("hunter3", find().orElseThrow().outside().value("TOKEN"));
        assertFalse(Files.readString(only(), StandardCharsets.ISO_8859_1).contains("hunter"));
        variables.put("HOME", "/home/me");
        assertEquals(Optional.empty(), find());
        variables.remove("HOME");
        for (String changed : List.of("HOME=/other\n", "TOKEN=1\n", "HOME='/home/file\n")) {
            files.put(".env", changed);
            assertEquals(Optional.empty(), find(), changed);
        }
        files.put(".env", "HOME=/home/file\n");
        assertTrue(find().isPresent());
        files.put(".more", "HOME=/more\n");
        assertEquals(Optional.empty(), find());
        files.remove(".more");
        files.remove(".env");
        assertEquals(Optional.empty(), find());
    }

    @Test
    void a_variable_that_was_not_set_when_asked_for_and_is_now_ends_it() throws IOException {
        given = List.of();
        text =
                """
                tasks:
                  a: { run: "true" }
                  b: { run: "true", when: { env.MODE: [full] } }
                """;
        keep();
        assertTrue(find().isPresent());
        variables.put("MODE", "");
        assertEquals(Optional.empty(), find());
        variables.put("MODE", "full");
        assertEquals(Optional.empty(), find());
    }

    @Test
    void a_text_with_a_warning_is_read_each_time() throws IOException {
        given = List.of();
        text = "tasks: { list: { run: \"true\" } }";
        Loaded read = PipelinefileReader.read(source(), request());
        assertFalse(read.warnings().isEmpty());
        keep();
        assertEquals(Optional.empty(), find());
    }

    @Test
    void what_cannot_be_written_as_it_is_is_read_each_time() throws IOException {
        text = "params: { v: x }\ntasks: { a: { run: \"echo ${{ params.v }}\" } }";
        given = List.of(new Given("v", "\ud83d"));
        keep();
        assertEquals(Optional.empty(), find());
        given = List.of(new Given("v", "\ud83d\ude00"));
        keep();
        assertTrue(find().isPresent());
    }

    @Test
    void the_folder_weir_was_called_in_and_the_name_of_the_file_do_not_count() {
        SourceText elsewhere = new SourceText("../Pipelinefile.yaml", text);
        assertTrue(plans().find(elsewhere, request()).isPresent());
    }

    @Test
    void a_plan_of_another_form_is_none() throws IOException {
        Path file = only();
        String whole = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(
                file, whole.replace(Plans.KIND, "weir plan 0"), StandardCharsets.ISO_8859_1);
        assertEquals(Optional.empty(), find());
        for (String form : List.of("", Plans.KIND + "\n", "{}", whole + "x")) {
            Files.writeString(file, form, StandardCharsets.ISO_8859_1);
            assertEquals(Optional.empty(), find());
        }
        Files.delete(file);
        Files.createDirectory(file);
        assertEquals(Optional.empty(), find());
    }

    @Test
    void what_is_whole_but_holds_something_else_is_none() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            RecordWriter record = new RecordWriter().text(weir).text(text).number(1);
            record.text("year").text("2025").number(0).number(0).raw(noise);
            byte[] framed = Frames.frame(record.finish());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes((Plans.KIND + "\n").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(framed);
            Files.write(only(), bytes.toByteArray());
            assertEquals(Optional.empty(), find());
        }
    }

    @Test
    void a_damaged_plan_is_none() throws IOException {
        Path file = only();
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, damaged);
            assertEquals(Optional.empty(), find());
            Files.write(file, Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertEquals(Optional.empty(), find());
        }
        Files.write(file, whole);
        assertTrue(find().isPresent());
    }

    @Test
    void asking_writes_nothing() throws IOException {
        Files.delete(only());
        find();
        try (var left = Files.list(folder.resolve("state"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    private Path only() throws IOException {
        try (var kept = Files.list(folder.resolve("state"))) {
            return kept.toList().getFirst();
        }
    }
}
