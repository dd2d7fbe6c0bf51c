package dev.weir.docs;

import dev.weir.cli.Cli;
import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.NoTerminal;
import dev.weir.cli.session.Session;
import dev.weir.cli.session.Signals;
import dev.weir.report.TextOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder in which what the docs say is done.
final class Replay {
    private static final Pattern WORD = Pattern.compile("([^\\s'\"]|'[^']*'|\"[^\"]*\")+");

    private final Map<String, String> environment = new TreeMap<>(System.getenv());
    private Path folder;

    private Replay(Path folder) {
        this.folder = folder;
        environment.keySet().removeIf(name -> name.startsWith("WEIR_"));
    }

    /// A new folder, empty.
    static Replay in(Path folder) throws IOException {
        return new Replay(Files.createDirectories(folder));
    }

    /// A copy of the shipped pipelines.
    ///
    /// @param rows made-up trips when no other number is asked for
    static Replay shipped(Path folder, long rows) throws IOException {
        Replay replay = in(folder);
        String pipelinefile = Files.readString(Path.of("Pipelinefile.yaml"));
        Files.writeString(
                folder.resolve("Pipelinefile.yaml"),
                pipelinefile.replaceFirst("rows: \\{ default: \\d+", "rows: { default: " + rows));
        try (Stream<Path> examples = Files.walk(Path.of("examples"))) {
            for (Path file : examples.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(file.toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return replay;
    }

    /// What a call of weir, or of a command that makes something ready for it, came to.
    ///
    /// @param text everything it printed, in order
    record Done(int code, String text) {}

    /// Does what a command line says.
    Done call(String line) throws IOException, InterruptedException {
        List<String> words = words(line);
        return words.getFirst().equals("weir") || words.getFirst().equals("./weir")
                ? weir(words.subList(1, words.size()))
                : shell(line);
    }

    /// The words as a shell divides them: quotes keep spaces, `#` begins a comment.
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find() && !word.group().startsWith("#")) {
            words.add(word.group().replaceAll("['\"]", ""));
        }
        return words;
    }

    /// Calls weir.
    Done weir(List<String> words) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        TextOutput both = new TextOutput(printed);
        Session session =
                new Session(
                        folder,
                        environment,
                        both,
                        both,
                        new NoTerminal(),
                        new NoSignals(),
                        Clock.systemUTC(),
                        "0.1.0",
                        "test");
        int code = new Cli(session).run(words).code();
        return new Done(code, printed.toString(StandardCharsets.UTF_8));
    }

    /// Runs a command line of a shell; `cd` and `export` are for what follows too.
    Done shell(String line) throws IOException, InterruptedException {
        if (line.startsWith("cd ")) {
            folder = folder.resolve(line.substring(3)).normalize();
            return new Done(0, "");
        }
        if (line.startsWith("export ")) {
            String[] variable = line.substring(7).split("=", 2);
            environment.put(variable[0], variable[1]);
            return new Done(0, "");
        }
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", line)
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Done(process.waitFor(), text);
    }

    private static final class NoSignals implements Signals {
        @Override
        public Listening listen(Listener listener) {
            return () -> {};
        }

        @Override
        public void endAtOnce(ExitCode code) {}
    }
}
