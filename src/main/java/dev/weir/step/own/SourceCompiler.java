package dev.weir.step.own;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import dev.weir.diagnostic.Diagnostic.Where;
import dev.weir.diagnostic.Quoted;
import dev.weir.diagnostic.SourceText;
import dev.weir.diagnostic.Span;
import dev.weir.workspace.Looks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Compiles the source of a step, and the sources it reaches, by the JDK's own compiler.
final class SourceCompiler {
    private static final List<String> OPTIONS =
            List.of(
                    "-g",
                    "-proc:none",
                    "-implicit:class",
                    "-Xprefer:source",
                    "-Xlint:none",
                    "-Xmaxerrs",
                    "1000");

    private final JavaCompiler compiler;
    private final Looks looks;
    private final Function<Path, String> shown;

    /// @param className with dots
    /// @param classes all that were made, by name with dots
    /// @param seen what was looked at
    record Compiled(String className, SortedMap<String, byte[]> classes, List<Seen> seen) {}

    /// @param shown what users call a file
    /// @throws Refused when this JVM comes without a compiler
    SourceCompiler(Looks looks, Function<Path, String> shown) throws Refused {
        JavaCompiler found = ToolProvider.getSystemJavaCompiler();
        if (found == null) {
            throw Refused.of(
                    "steps in Java need a JDK: the Java runtime in '"
                            + System.getProperty("java.home")
                            + "' has no compiler",
                    "set JAVA_HOME to a JDK, version " + Runtime.version().feature() + " or later");
        }
        this.compiler = found;
        this.looks = looks;
        this.shown = shown;
    }

    Compiled compile(Path file, List<Path> classpath) throws IOException, Refused {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (CompilerFiles files =
                new CompilerFiles(
                        compiler.getStandardFileManager(
                                said, Locale.ENGLISH, StandardCharsets.UTF_8),
                        classpath,
                        looks)) {
            SourceFile source = files.source(file);
            String packageName = packageOf(source, files);
            files.lookBelow(root(file, packageName));
            if (!compiler.getTask(null, files, said, OPTIONS, null, List.of(source)).call()) {
                throw Refused.of(mistakes(said));
            }
            String name = packageName + simpleName(file);
            if (!files.classes().containsKey(name)) {
                throw Refused.of(
                        Quoted.of(shown.apply(file))
                                + " declares no class "
                                + Quoted.of(simpleName(file)),
                        "the class of the step has the name of its file");
            }
            return new Compiled(name, files.classes(), files.seen());
        }
    }

    private static String simpleName(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /// The package with a dot behind it, `""` for none. What is wrong with the text is said when it
    /// is compiled.
    private String packageOf(SourceFile source, CompilerFiles files) throws IOException {
        JavacTask task =
                (JavacTask)
                        compiler.getTask(
                                null,
                                files,
                                new DiagnosticCollector<>(),
                                OPTIONS,
                                null,
                                List.of(source));
        for (CompilationUnitTree unit : task.parse()) {
            if (unit.getPackageName() != null) {
                return unit.getPackageName() + ".";
            }
        }
        return "";
    }

    /// The folder that the packages lie below; that of the file where its folders are not named as
    /// its package is.
    private static Path root(Path file, String packageName) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        if (packageName.isEmpty()) {
            return folder;
        }
        Path inside = Path.of(packageName.replace('.', '/'));
        Path root = folder;
        for (int i = 0; i < inside.getNameCount() && root != null; i++) {
            root = root.getParent();
        }
        return folder.endsWith(inside) && root != null ? root : folder;
    }

    private List<dev.weir.diagnostic.Diagnostic> mistakes(
            DiagnosticCollector<JavaFileObject> said) {
        List<dev.weir.diagnostic.Diagnostic> mistakes = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> one : said.getDiagnostics()) {
            if (one.getKind() == Diagnostic.Kind.ERROR) {
                mistakes.add(
                        dev.weir.diagnostic.Diagnostic.error(
                                where(one.getSource(), one), message(one)));
            }
        }
        return mistakes;
    }

    private Where where(@Nullable JavaFileObject file, Diagnostic<?> said) {
        if (!(file instanceof SourceFile source) || said.getPosition() == Diagnostic.NOPOS) {
            return new Where.Nowhere();
        }
        try {
            SourceText text =
                    new SourceText(shown.apply(source.path()), source.getCharContent(true));
            int start = (int) said.getPosition();
            int end = Math.clamp(said.getEndPosition(), start, lineEnd(text.text(), start));
            return new Where.Text(new Span(text, start, end));
        } catch (IOException gone) {
            return new Where.Named(shown.apply(source.path()));
        }
    }

    private static int lineEnd(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    /// The compiler's lines in one: `cannot find symbol, symbol: class Foo`.
    private static String message(Diagnostic<?> said) {
        List<String> lines = new ArrayList<>();
        said.getMessage(Locale.ENGLISH)
                .lines()
                .forEach(line -> lines.add(line.strip().replaceAll("\\s+", " ")));
        return String.join(", ", lines);
    }
}
