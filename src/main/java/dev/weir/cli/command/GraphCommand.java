package dev.weir.cli.command;

import dev.weir.cli.session.ExitCode;
import dev.weir.cli.session.Mistake;
import dev.weir.cli.session.Project;
import dev.weir.diagnostic.Quoted;
import dev.weir.report.GraphPicture;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/// Draws the tasks and what they wait for.
final class GraphCommand implements Command {
    @Override
    public String synopsis() {
        return "weir graph [OPTION…] [TARGET…]";
    }

    @Override
    public String help() {
        return "Draw what the targets need, as text, for Graphviz or for Mermaid";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "weir graph deploy",
                "weir graph --format dot | dot -Tsvg > graph.svg",
                "weir graph --format mermaid  # to paste into Markdown");
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.FORMAT);
    }

    @Override
    public ExitCode run(Call call) throws IOException {
        String format = call.arguments().value(Option.FORMAT).orElse("text");
        Project project = call.project();
        BitSet closure =
                project.graph().closure(new Targets(project).orAll(call.arguments().operands()));
        GraphPicture picture = new GraphPicture(project.graph(), closure);
        return switch (format) {
            case "text" -> call.answer(picture.text());
            case "dot" -> call.answer(picture.dot());
            case "mermaid" -> call.answer(picture.mermaid());
            default ->
                    throw Mistake.of(
                            "no format " + Quoted.of(format), "write text, dot or mermaid");
        };
    }
}
