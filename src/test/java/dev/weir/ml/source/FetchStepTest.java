package dev.weir.ml.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.weir.ml.StepRun;
import dev.weir.step.StepFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server with a file of 100,000 bytes, and a list of what it does at each request.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FetchStepTest {
    private static final byte[] ONE = bytes(1);
    private static final byte[] TWO = bytes(2);
    private static final String NEW_YEAR = "Sun, 01 Jan 2023 00:00:00 GMT";

    @TempDir Path folder;
    private final HttpServer server;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<String> asked = new ArrayList<>();

    FetchStepTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext(
                "/",
                exchange -> {
                    var headers = exchange.getRequestHeaders();
                    asked.add(
                            "%s range=%s if-range=%s"
                                    .formatted(
                                            exchange.getRequestURI(),
                                            headers.getFirst("Range"),
                                            headers.getFirst("If-Range")));
                    answers.remove().send(exchange);
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_file_comes_whole() throws Exception {
        answers.add(new Answer(ONE).tag("\"1\""));
        fetch();
        assertArrayEquals(ONE, Files.readAllBytes(file()));
    }

    @Test
    void a_cut_transfer_goes_on_where_it_stopped() throws Exception {
        answers.add(new Answer(ONE).tag("\"1\"").cutAfter(30_000));
        answers.add(new Answer(ONE).tag("\"1\"").cutAfter(50_000));
        answers.add(new Answer(ONE).tag("\"1\""));

        fetch();

        assertArrayEquals(ONE, Files.readAllBytes(file()));
        assertEquals("/a range=null if-range=null", asked.get(0));
        assertTrue(asked.get(1).matches("/a range=bytes=\\d+- if-range=\"1\""), asked.get(1));
        assertTrue(asked.get(2).matches("/a range=bytes=\\d+- if-range=\"1\""), asked.get(2));
    }

    @Test
    void a_file_that_changed_in_between_is_fetched_anew_and_never_glued() throws Exception {
        answers.add(new Answer(ONE).tag("\"1\"").cutAfter(30_000));
        answers.add(new Answer(TWO).tag("\"2\""));
        fetch();
        assertArrayEquals(TWO, Files.readAllBytes(file()));
    }

    @Test
    void a_server_that_ignores_if_range_and_sends_a_part_of_the_new_file_is_not_believed()
            throws Exception {
        answers.add(new Answer(ONE).tag("\"1\"").cutAfter(30_000));
        answers.add(new Answer(TWO).tag("\"2\"").careless());
        answers.add(new Answer(TWO).tag("\"2\""));
        fetch();
        assertArrayEquals(TWO, Files.readAllBytes(file()));
        assertEquals("/a range=null if-range=null", asked.get(2));
    }

    @Test
    void a_file_of_another_length_is_not_glued_even_when_its_date_is_the_same() throws Exception {
        var longer = Arrays.copyOf(TWO, 120_000);
        answers.add(new Answer(ONE).date(NEW_YEAR).cutAfter(30_000));
        answers.add(new Answer(longer).date(NEW_YEAR));
        answers.add(new Answer(longer).date(NEW_YEAR));
        fetch();
        assertArrayEquals(longer, Files.readAllBytes(file()));
        assertEquals(3, asked.size());
    }

    @Test
    void without_a_strong_validator_nothing_is_resumed() throws Exception {
        answers.add(new Answer(ONE).tag("W/\"weak\"").cutAfter(30_000));
        answers.add(new Answer(TWO));
        fetch();
        assertArrayEquals(TWO, Files.readAllBytes(file()));
        assertEquals("/a range=null if-range=null", asked.get(1));
    }

    @Test
    void a_busy_server_is_asked_again() throws Exception {
        answers.add(new Answer(ONE).status(503));
        answers.add(new Answer(ONE).status(429));
        answers.add(new Answer(ONE));
        var log = fetch();
        assertArrayEquals(ONE, Files.readAllBytes(file()));
        assertEquals("the server answers 503; trying again, with 0 bytes", log.get(1));
        assertEquals("100,000 bytes", log.getLast());
    }

    @Test
    void a_file_that_is_not_there_fails_at_once() {
        answers.add(new Answer(ONE).status(404));
        var failure = assertThrows(StepFailure.class, this::fetch);
        assertEquals("'%s/a': the server answers 404".formatted(base()), failure.getMessage());
        assertEquals(1, asked.size());
        assertFalse(Files.exists(file()));
    }

    @Test
    void after_the_last_attempt_no_file_is_left() {
        for (int i = 0; i < 3; i++) {
            answers.add(new Answer(ONE).cutAfter(1000));
        }
        var failure = assertThrows(StepFailure.class, this::fetch);
        assertTrue(
                String.valueOf(failure.getMessage())
                        .contains("' could not be fetched in 3 attempts, at last because of: "),
                failure.getMessage());
        assertFalse(Files.exists(file()));
    }

    @Test
    void december_is_followed_by_january() throws Exception {
        answers.add(new Answer(ONE));
        answers.add(new Answer(TWO));
        var urls =
                Map.of(
                        "trips", base() + "/green_{month}.parquet",
                        "next", base() + "/green_{month+1}.parquet");
        StepRun.in(folder, settings(urls, Optional.of("2023-12")))
                .output("trips", folder.resolve("out/trips"))
                .output("next", folder.resolve("out/next"))
                .run(new FetchStep());
        assertEquals(
                List.of(
                        "/green_2024-01.parquet range=null if-range=null",
                        "/green_2023-12.parquet range=null if-range=null"),
                asked);
    }

    @Test
    void a_month_that_is_none_is_refused_before_anything_runs() {
        var urls = Map.of("", "http://127.0.0.1/{month}");
        var failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> settings(urls, Optional.of("2023-13")));
        assertEquals("'2023-13' is no month such as 2023-01", failure.getMessage());
        assertThrows(IllegalArgumentException.class, () -> settings(urls, Optional.empty()));
    }

    @Test
    void a_stalled_transfer_ends_when_the_run_is_cancelled() throws Exception {
        var release = new CountDownLatch(1);
        answers.add(new Answer(ONE).stallAfter(10_000, release));
        var run =
                StepRun.in(folder, settings(Map.of("", base() + "/a"), Optional.empty()))
                        .output("", file());
        var ended =
                CompletableFuture.supplyAsync(() ->
                        assertThrows(InterruptedException.class, () -> run.run(new FetchStep())));
        while (asked.isEmpty()) {
            Thread.sleep(5);
        }
        while (!ended.isDone()) {
            Thread.sleep(20);
            run.cancel();
        }
        release.countDown();
        ended.get(10, TimeUnit.SECONDS);
        assertFalse(Files.exists(file()));
    }

    private void failAfter(Answer first) {
        answers.add(first);
        answers.add(new Answer(ONE).status(503));
        answers.add(new Answer(ONE).status(503));
        assertThrows(StepFailure.class, this::fetch);
        asked.clear();
    }

    private Path kept(String name) {
        return folder.resolve("resume").resolve(name);
    }

    @Test
    void a_later_run_goes_on_where_an_earlier_one_stopped() throws Exception {
        failAfter(new Answer(ONE).tag("\"1\"").cutAfter(30_000));
        long have = Files.size(kept(".part"));
        answers.add(new Answer(ONE).tag("\"1\""));
        assertEquals("going on, with %,d bytes".formatted(have), fetch().get(1));
        assertEquals(List.of("/a range=bytes=%d- if-range=\"1\"".formatted(have)), asked);
        assertArrayEquals(ONE, Files.readAllBytes(file()));
    }

    @Test
    void a_file_that_changed_between_two_runs_is_fetched_anew() throws Exception {
        failAfter(new Answer(ONE).tag("\"1\"").cutAfter(30_000));
        answers.add(new Answer(TWO).tag("\"2\""));
        fetch();
        assertArrayEquals(TWO, Files.readAllBytes(file()));
    }

    @Test
    void bytes_that_were_not_noted_are_not_trusted() throws Exception {
        failAfter(new Answer(ONE).tag("\"1\"").cutAfter(30_000));
        long sure = Files.size(kept(".part"));
        Files.write(kept(".part"), new byte[500], StandardOpenOption.APPEND);
        answers.add(new Answer(ONE).tag("\"1\""));
        fetch();
        assertEquals(List.of("/a range=bytes=%d- if-range=\"1\"".formatted(sure)), asked);
        assertArrayEquals(ONE, Files.readAllBytes(file()));
    }

    @Test
    void what_is_kept_under_a_damaged_note_is_not_used() throws Exception {
        var notes =
                List.of(
                        "",
                        "{}",
                        "[",
                        "{\"url\":1,\"version\":\"x\",\"bytes\":-5}",
                        "null",
                        "{\"bytes\":{}}");
        for (String damaged : notes) {
            failAfter(new Answer(ONE).tag("\"1\"").cutAfter(30_000));
            Files.writeString(kept(".json"), damaged);
            answers.add(new Answer(TWO).tag("\"2\""));
            fetch();
            assertEquals(List.of("/a range=null if-range=null"), asked, damaged);
            assertArrayEquals(TWO, Files.readAllBytes(file()), damaged);
            asked.clear();
        }
    }

    @Test
    void what_came_whole_is_not_fetched_again_because_another_file_failed() throws Exception {
        var urls = Map.of("a", base() + "/a", "b", base() + "/b");
        var run =
                StepRun.in(folder, settings(urls, Optional.empty()))
                        .output("a", folder.resolve("out/a"))
                        .output("b", folder.resolve("out/b"));
        answers.add(new Answer(ONE).tag("\"1\""));
        answers.add(new Answer(TWO).status(404));
        assertThrows(StepFailure.class, () -> run.run(new FetchStep()));
        asked.clear();
        answers.add(new Answer(ONE).tag("\"1\""));
        answers.add(new Answer(TWO).tag("\"2\""));
        run.run(new FetchStep());
        assertEquals("/a range=bytes=99999- if-range=\"1\"", asked.getFirst());
        assertArrayEquals(ONE, Files.readAllBytes(folder.resolve("out/a")));
        assertArrayEquals(TWO, Files.readAllBytes(folder.resolve("out/b")));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000, 30})
    void a_time_of_change_that_is_not_well_past_tells_no_versions_apart(long ago) throws Exception {
        String changed =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).minusSeconds(ago));
        answers.add(new Answer(ONE).date(changed).cutAfter(30_000));
        answers.add(new Answer(TWO).date(changed));
        fetch();
        assertEquals("/a range=null if-range=null", asked.get(1));
        assertArrayEquals(TWO, Files.readAllBytes(file()));
    }

    private Path file() {
        return folder.resolve("out/file");
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private List<String> fetch() throws Exception {
        return StepRun.in(folder, settings(Map.of("", base() + "/a"), Optional.empty()))
                .output("", file())
                .run(new FetchStep())
                .log();
    }

    private static FetchStep.Settings settings(Map<String, String> urls, Optional<String> month) {
        return new FetchStep.Settings(urls, month, 3, Duration.ofMillis(1));
    }

    private static byte[] bytes(long seed) {
        var bytes = new byte[100_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
