package dev.weir.pipelinefile.task;

import dev.weir.diagnostic.Diagnostics;
import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.Output;
import dev.weir.pipeline.Template;
import dev.weir.pipeline.Value;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.pipelinefile.expression.Expression;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.expression.ShellContext;
import dev.weir.pipelinefile.render.Describe;
import dev.weir.pipelinefile.render.Names;
import dev.weir.pipelinefile.render.Position;
import dev.weir.pipelinefile.render.Renderer;
import dev.weir.pipelinefile.render.Resolution;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads a script of `run`: fills in its expressions so that the shell reads each as what it is. Of
/// shells other than `sh` it is not known how they read a text: there only harmless ones are put
/// in.
final class ScriptReader {
    private final TaskScope task;
    private final Names names;
    private final Renderer renderer;
    private final List<String> shell;
    private final boolean quotes;
    private final WorkspacePath workdir;
    private final Diagnostics diagnostics;

    /// @param shell the program and its arguments
    ScriptReader(TaskScope task, boolean there, List<String> shell, WorkspacePath workdir) {
        this.task = task;
        this.names = new TaskNames(task, Position.ACTION, there);
        this.renderer = task.renderer(Position.ACTION, there);
        this.shell = shell;
        this.quotes = Action.Command.quotes(shell);
        this.workdir = workdir;
        this.diagnostics = task.diagnostics();
    }

    /// The scripts of `run`, or nothing when one of them is not known.
    Optional<List<Template>> read(Node run) {
        List<Node> nodes = run instanceof Node.Sequence(_, var items) ? items : List.of(run);
        if (nodes.isEmpty()) {
            diagnostics.error(run.span(), "'run' is empty", "");
        }
        List<Template> scripts = new ArrayList<>();
        for (Node node : nodes) {
            script(node).ifPresent(scripts::add);
        }
        return !nodes.isEmpty() && scripts.size() == nodes.size()
                ? Optional.of(scripts)
                : Optional.empty();
    }

    private Optional<Template> script(Node node) {
        if (!(node instanceof Node.Scalar scalar)) {
            diagnostics.error(node.span(), "a script is a text, not " + Describe.wrong(node));
            return Optional.empty();
        }
        if (scalar.text().isBlank()) {
            diagnostics.error(node.span(), "the script is empty", "");
            return Optional.empty();
        }
        if (scalar.text().indexOf('\0') >= 0) {
            diagnostics.error(node.span(), "a script cannot hold a NUL character");
            return Optional.empty();
        }
        return Interpolation.isIn(scalar.text())
                ? template(Interpolation.of(scalar, diagnostics), scalar)
                : Optional.of(Template.of(withoutLastBreak(scalar.text())));
    }

    private static String withoutLastBreak(String script) {
        int end = script.length();
        while (end > 0 && script.charAt(end - 1) == '\n') {
            end--;
        }
        return script.substring(0, end);
    }

    private Optional<Template> template(Interpolation script, Node.Scalar scalar) {
        Pieces pieces = new Pieces();
        pieces.known = !script.broken();
        List<ShellContext> contexts = quotes ? ShellContext.of(script) : List.of();
        int place = 0;
        for (Interpolation.Part part : script.parts()) {
            switch (part) {
                case Interpolation.Fixed(String text) -> pieces.text(text);
                case Interpolation.Open(Expression expression) ->
                        fill(
                                expression,
                                quotes ? contexts.get(place++) : ShellContext.QUOTED,
                                pieces);
            }
        }
        boolean fits = task.surroundings().budget().take(pieces.length, scalar.span(), diagnostics);
        return fits && pieces.known ? Optional.of(pieces.template()) : Optional.empty();
    }

    private void fill(Expression expression, ShellContext context, Pieces pieces) {
        switch (names.resolve(expression)) {
            case Resolution.Unknown _ -> pieces.known = false;
            case Resolution.Read(String name, _) -> {
                boolean raw = expression.format().equals(Expression.RAW);
                pieces.known &= takesNoFormat(expression);
                pieces.open(new Template.InputPaths(name, context != ShellContext.WORDS, raw));
            }
            case Resolution.Made(var outputs, _) -> {
                pieces.known &= takesNoFormat(expression);
                warnOfMissingInput(expression, outputs);
                pieces.words(
                        outputs.stream().map(this::relative).toList(),
                        word -> word(word, expression, context));
            }
            case Resolution.Known(Value value) ->
                    texts(value, expression)
                            .ifPresentOrElse(
                                    texts ->
                                            pieces.words(
                                                    texts, word -> word(word, expression, context)),
                                    () -> pieces.known = false);
        }
    }

    /// The path from where the script runs; one that starts like an option gets `./` before it.
    private String relative(Output output) {
        String path = output.path().relativeTo(workdir);
        return path.startsWith("-") ? "./" + path : path;
    }

    private boolean takesNoFormat(Expression expression) {
        boolean none = expression.format().isEmpty() || expression.format().equals(Expression.RAW);
        if (!none) {
            diagnostics.error(expression.span(), "a path takes no format but ':raw'");
        }
        return none;
    }

    /// A list is several words, any other value is one.
    private Optional<List<String>> texts(Value value, Expression expression) {
        if (value instanceof Value.Sequence(var items)) {
            List<String> texts = new ArrayList<>();
            for (Value item : items) {
                text(item, expression).ifPresent(texts::add);
            }
            return texts.size() == items.size() ? Optional.of(texts) : Optional.empty();
        }
        return text(value, expression).map(List::of);
    }

    private Optional<String> text(Value value, Expression expression) {
        boolean raw = expression.format().equals(Expression.RAW);
        Expression plain =
                raw ? new Expression(expression.path(), "", expression.span()) : expression;
        return renderer.piece(value, plain);
    }

    /// The text as the shell must see it in that context, or nothing when it cannot be made safe.
    private Optional<String> word(String text, Expression expression, ShellContext context) {
        if (text.indexOf('\0') >= 0) {
            diagnostics.error(expression.span(), "a script cannot hold a NUL character");
            return Optional.empty();
        }
        if (expression.format().equals(Expression.RAW)) {
            return Optional.of(text);
        }
        if (context == ShellContext.QUOTED && !ShellContext.isPlain(text)) {
            reportUnsafe(text, expression);
            return Optional.empty();
        }
        return Optional.of(context == ShellContext.WORDS ? ShellContext.quoted(text) : text);
    }

    private void reportUnsafe(String text, Expression expression) {
        if (!quotes) {
            diagnostics.error(
                    expression.span(),
                    Quoted.of(text)
                            + " is not put into a script of '"
                            + Quoted.harmless(shell.getFirst())
                            + "': how it would read that is not known",
                    "give it to the script by 'env' or 'params'; or ${{ "
                            + expression.text()
                            + ":raw }} puts it in as it is");
            return;
        }
        diagnostics.error(
                expression.span(),
                Quoted.of(text) + " needs quotes, which do not work in this place of the script",
                "take it out of the quotes, weir quotes it as one word; or ${{ "
                        + expression.text()
                        + ":raw }} puts it in as it is");
    }

    /// A script that reads another task's output without declaring it may run before it is made.
    private void warnOfMissingInput(Expression expression, List<Output> outputs) {
        if (!expression.root().equals("tasks") || task.inputs().broken()) {
            return;
        }
        for (Output output : outputs) {
            if (task.inputs().known().stream().noneMatch(input -> covers(input, output))) {
                diagnostics.warning(
                        expression.span(),
                        Quoted.of(output.text()) + " is used, but is not an input of this task",
                        "add ${{ " + expression.text() + " }} to its inputs");
            }
        }
    }

    private static boolean covers(Input input, Output output) {
        return input.pattern().isGlob()
                ? input.pattern().matches(output.path())
                        || output.folder() && input.pattern().mayMatchBelow(output.path())
                : input.pattern().root().overlaps(output.path());
    }

    /// Collects the parts of a template, texts that follow each other as one.
    private static final class Pieces {
        private final List<Template.Part> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private boolean known = true;
        private int length;

        void text(String piece) {
            text.append(piece);
            length += piece.length();
        }

        void words(List<String> words, Function<String, Optional<String>> quoting) {
            String between = "";
            for (String word : words) {
                Optional<String> quoted = quoting.apply(word);
                known &= quoted.isPresent();
                text(between + quoted.orElse(""));
                between = " ";
            }
        }

        void open(Template.Part part) {
            flush();
            parts.add(part);
        }

        Template template() {
            String rest = withoutLastBreak(text.toString());
            text.setLength(0);
            text.append(rest);
            flush();
            return new Template(parts);
        }

        private void flush() {
            if (!text.isEmpty()) {
                parts.add(new Template.Literal(text.toString()));
                text.setLength(0);
            }
        }
    }
}
