package dev.weir.step.own;

import dev.weir.diagnostic.Diagnostic;
import dev.weir.diagnostic.Diagnostic.Where;
import dev.weir.diagnostic.SourceText;
import dev.weir.diagnostic.Span;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Finds calls that would end weir with all that runs in it.
final class ExitCalls {
    private static final Set<String> ENDING =
            Set.of("java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt");

    private final Function<Path, String> shown;
    private final SourceCompiler.Compiled compiled;
    private final List<Diagnostic> mistakes = new ArrayList<>();

    private ExitCalls(SourceCompiler.Compiled compiled, Function<Path, String> shown) {
        this.compiled = compiled;
        this.shown = shown;
    }

    /// @throws Refused when there are any
    static void refuse(SourceCompiler.Compiled compiled, Function<Path, String> shown)
            throws IOException, Refused {
        ExitCalls calls = new ExitCalls(compiled, shown);
        for (byte[] code : compiled.classes().values()) {
            ClassModel type = ClassFile.of().parse(code);
            for (MethodModel method : type.methods()) {
                calls.look(type, method);
            }
        }
        if (!calls.mistakes.isEmpty()) {
            throw Refused.of(calls.mistakes);
        }
    }

    private void look(ClassModel type, MethodModel method) throws IOException {
        if (method.code().isEmpty()) {
            return;
        }
        int line = 1;
        for (var element : method.code().get()) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case InvokeInstruction call -> {
                    String name = call.owner().asInternalName() + "." + call.name().stringValue();
                    if (ENDING.contains(name)) {
                        mistakes.add(
                                Diagnostic.error(
                                        where(type, line),
                                        "a step must not end the JVM, in which weir runs",
                                        "throw StepFailure with what went wrong"));
                    }
                }
                default -> {}
            }
        }
    }

    private Where where(ClassModel type, int line) throws IOException {
        Optional<Path> file = source(type);
        if (file.isEmpty()) {
            return new Where.Nowhere();
        }
        String text = Files.readString(file.get());
        int start = 0;
        for (int i = 1; i < line && text.indexOf('\n', start) >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        int end = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start);
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return new Where.Text(new Span(new SourceText(shown.apply(file.get()), text), start, end));
    }

    private Optional<Path> source(ClassModel type) {
        String inside = type.thisClass().asInternalName();
        String folder = inside.substring(0, inside.lastIndexOf('/') + 1);
        Optional<SourceFileAttribute> name = type.findAttribute(Attributes.sourceFile());
        return name.flatMap(it ->
                compiled.seen().stream()
                        .map(Seen::path)
                        .filter(path -> path.endsWith(folder + it.sourceFile().stringValue()))
                        .findFirst());
    }
}
