package dev.weir.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of the docs, as far as tests look at it.
record Page(Path file, List<String> lines) {
    private static final Pattern MARK = Pattern.compile("<!-- (\\w+): (.*?)(, with mistakes)? -->");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)]+)\\)");

    static Page read(Path file) throws IOException {
        return new Page(file, Files.readAllLines(file));
    }

    /// README and everything below `docs`.
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>(List.of(read(Path.of("README.md"))));
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            for (Path file : docs.filter(it -> it.toString().endsWith(".md")).sorted().toList()) {
                pages.add(read(file));
            }
        }
        return pages;
    }

    /// A fenced block.
    ///
    /// @param language what stands behind the fence, `""` for nothing
    /// @param line of its first line of text, from 1
    /// @param mark the comment right above it
    record Block(String language, int line, Optional<Mark> mark, List<String> lines) {
        String text() {
            return String.join("\n", lines) + "\n";
        }

        /// What a mark of that kind says.
        Optional<String> mark(String kind) {
            return mark.filter(it -> it.kind().equals(kind)).map(Mark::what);
        }
    }

    /// `<!-- kind: what -->`, perhaps with the remark that what follows is wrong on purpose.
    record Mark(String kind, String what, boolean wrong) {}

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Optional<Mark> mark = Optional.empty();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                int end = i + 1;
                while (!lines.get(end).startsWith("```")) {
                    end++;
                }
                blocks.add(
                        new Block(
                                line.substring(3).strip(), i + 2, mark, lines.subList(i + 1, end)));
                i = end;
            }
            Matcher marked = MARK.matcher(line);
            mark =
                    marked.matches()
                            ? Optional.of(
                                    new Mark(
                                            marked.group(1),
                                            marked.group(2),
                                            marked.group(3) != null))
                            : Optional.empty();
        }
        return blocks;
    }

    /// Where its links lead to, those inside of code left out.
    List<String> links() {
        List<String> links = new ArrayList<>();
        boolean code = false;
        for (String line : lines) {
            code ^= line.startsWith("```");
            Matcher link = LINK.matcher(code ? "" : line.replaceAll("`[^`]*`", "code"));
            while (link.find()) {
                links.add(link.group(1));
            }
        }
        return links;
    }

    /// The anchors that its headings make, as GitHub does.
    List<String> anchors() {
        return lines.stream()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("^#+ ", "")
                                .toLowerCase(java.util.Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                .replace(' ', '-'))
                .toList();
    }
}
