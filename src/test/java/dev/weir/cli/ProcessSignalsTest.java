package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A signal ends weir as one at whatever instant it comes, never as a step that ends the JVM.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProcessSignalsTest {
    private static final int SENT = 6;

    @ParameterizedTest
    @CsvSource({"INT, INTERRUPTED, 130", "TERM, TERMINATED, 143", "HUP, HUNG_UP, 129"})
    void one_that_came_just_before_signals_are_taken_ends_what_runs_in_order(
            String name, String asked, int code) throws Exception {
        Process process = start("early", name);
        assertEquals(List.of("asked " + asked, "in order"), said(process));
        assertEquals(code, process.waitFor());
    }

    @Test
    void one_that_comes_while_they_begin_or_end_to_be_taken_is_a_signal() throws Exception {
        Random random = new Random(1);
        for (int sent = 0; sent < SENT; sent++) {
            Process process = start("always");
            BufferedReader said = process.inputReader();
            List<String> lines = new ArrayList<>(List.of(said.readLine()));
            Thread.sleep(random.nextInt(20));
            new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
            said.lines().forEach(lines::add);
            assertEquals(129, process.waitFor(), lines::toString);
            lines.remove("asked");
            assertEquals(List.of("ready"), lines);
        }
    }

    private static List<String> said(Process process) throws IOException {
        try (BufferedReader said = process.inputReader()) {
            return said.lines().toList();
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SignalWindow.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
