package dev.weir.packaging;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Replaces what `javac` leaves to be linked at run time by plain static methods of the same class:
/// the choice in a `switch` over types, and `equals` and `hashCode` of records. For each of them
/// the JVM writes and loads a class when it is first used, which takes it a millisecond; its AOT
/// cache keeps only what lambdas and string concatenation are linked to.
///
/// Runs while weir is built, on the compiled classes. What they do is unchanged; a class that was
/// done before, or has nothing of the kind, is left as it is.
public final class PlainCalls {
    private static final ClassFile CLASSES = ClassFile.of();
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime", "SwitchBootstraps");
    private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime", "ObjectMethods");
    private static final MethodTypeDesc CHOICE =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object, ConstantDescs.CD_int);
    private static final int PRIVATE_STATIC =
            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    private final ClassDesc owner;
    private final boolean isInterface;
    private final List<Consumer<ClassBuilder>> added = new ArrayList<>();

    private PlainCalls(ClassModel type) {
        this.owner = type.thisClass().asSymbol();
        this.isInterface = type.flags().has(AccessFlag.INTERFACE);
    }

    /// @param args folders of classes
    public static void main(String[] args) throws IOException {
        for (String folder : args) {
            List<Path> classes;
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                classes = files.filter(file -> file.toString().endsWith(".class")).toList();
            }
            for (Path file : classes) {
                Optional<byte[]> replaced = of(Files.readAllBytes(file));
                if (replaced.isPresent()) {
                    Files.write(file, replaced.get());
                }
            }
        }
    }

    /// The class with plain calls; empty when it has nothing to replace.
    static Optional<byte[]> of(byte[] bytes) {
        ClassModel type = CLASSES.parse(bytes);
        PlainCalls calls = new PlainCalls(type);
        byte[] replaced = CLASSES.transformClass(type, calls.transform());
        return calls.added.isEmpty() ? Optional.empty() : Optional.of(replaced);
    }

    private ClassTransform transform() {
        return ClassTransform.transformingMethodBodies(this::replace)
                .andThen(
                        ClassTransform.endHandler(
                                builder -> added.forEach(method -> method.accept(builder))));
    }

    private void replace(CodeBuilder code, CodeElement element) {
        Optional<Body> body =
                element instanceof InvokeDynamicInstruction call ? body(call) : Optional.empty();
        if (body.isEmpty()) {
            code.with(element);
            return;
        }
        String name = "plain$" + added.size();
        MethodTypeDesc type = body.get().type();
        added.add(builder -> builder.withMethodBody(name, type, PRIVATE_STATIC, body.get().code()));
        code.invokestatic(owner, name, type, isInterface);
    }

    /// What a call does, if it is one of those that are replaced.
    private Optional<Body> body(InvokeDynamicInstruction call) {
        DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
        List<ConstantDesc> constants = call.bootstrapArgs();
        String name = call.name().stringValue();
        if (bootstrap.owner().equals(SWITCHES) && name.equals("typeSwitch")) {
            List<ClassDesc> labels = new ArrayList<>();
            for (ConstantDesc constant : constants) {
                if (!(constant instanceof ClassDesc label) || label.isPrimitive()) {
                    return Optional.empty();
                }
                labels.add(label);
            }
            return Optional.of(new Body(CHOICE, code -> choose(code, labels)));
        }
        if (bootstrap.owner().equals(RECORDS) && !name.equals("toString")) {
            List<DirectMethodHandleDesc> fields = new ArrayList<>();
            for (ConstantDesc constant : constants.subList(2, constants.size())) {
                fields.add((DirectMethodHandleDesc) constant);
            }
            Consumer<CodeBuilder> code =
                    name.equals("equals")
                            ? it -> RecordMethods.equals(it, owner, fields)
                            : it -> RecordMethods.hash(it, owner, fields);
            return Optional.of(new Body(call.typeSymbol(), code));
        }
        return Optional.empty();
    }

    /// As `SwitchBootstraps.typeSwitch`: the number of the first label from the second parameter on
    /// that is a type of the first; -1 for null, the number of labels when there is none.
    private static void choose(CodeBuilder code, List<ClassDesc> labels) {
        Label something = code.newLabel();
        code.aload(0).ifnonnull(something).iconst_m1().ireturn().labelBinding(something);
        for (int i = 0; i < labels.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf(labels.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    private record Body(MethodTypeDesc type, Consumer<CodeBuilder> code) {}
}
