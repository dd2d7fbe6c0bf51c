package dev.weir.story;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// weir's classes with a step of [Death] before every call that changes something on the disk or
/// starts a process: none can be forgotten, and weir itself has nothing of it.
final class DeadlyClasses {
    private static final ClassFile CLASSES = ClassFile.of();
    private static final ClassDesc DEATH = desc(Death.class);
    private static final ClassDesc BYTES = ConstantDescs.CD_byte.arrayType();
    private static final MethodTypeDesc STEP =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
    private static final MethodTypeDesc WRITE_BYTES =
            MethodTypeDesc.of(ConstantDescs.CD_void, BYTES);

    /// Those whose files are read again.
    private static final List<String> PACKAGES =
            List.of("build", "cache", "disk", "exec", "pipelinefile", "trace", "workspace", "cli");

    private static final String NEW = "<init>";

    private static final Map<ClassDesc, Set<String>> STEPS =
            Map.of(
                    desc(Files.class),
                    Set.of(
                            "copy",
                            "createDirectories",
                            "createDirectory",
                            "createFile",
                            "createSymbolicLink",
                            "createTempFile",
                            "delete",
                            "deleteIfExists",
                            "move",
                            "newOutputStream",
                            "setLastModifiedTime",
                            "setPosixFilePermissions",
                            "write",
                            "writeString"),
                    desc(FileOutputStream.class),
                    Set.of(NEW),
                    desc(OutputStream.class),
                    Set.of("flush"),
                    desc(RandomAccessFile.class),
                    Set.of(NEW, "setLength"),
                    desc(FileDescriptor.class),
                    Set.of("sync"),
                    desc(FileChannel.class),
                    Set.of("open", "write", "tryLock", "truncate", "force"),
                    ClassDesc.of("dev.weir.exec.command.Spawn"),
                    Set.of("start"));

    private DeadlyClasses() {}

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    /// Writes them into a folder, from the class path of this JVM.
    static void write(Path to) throws IOException {
        Path from = Path.of("target/classes");
        for (String name : PACKAGES) {
            try (Stream<Path> files = Files.walk(from.resolve("dev/weir/" + name))) {
                for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
                    Path copy = to.resolve(from.relativize(file));
                    Files.createDirectories(copy.resolveSibling("."));
                    Files.write(copy, deadly(Files.readAllBytes(file)));
                }
            }
        }
    }

    private static byte[] deadly(byte[] bytes) {
        ClassModel type = CLASSES.parse(bytes);
        String name = type.thisClass().asSymbol().displayName();
        return CLASSES.transformClass(
                type,
                ClassTransform.transformingMethodBodies(
                        (code, element) -> addStep(name, code, element)));
    }

    private static void addStep(String in, CodeBuilder code, CodeElement element) {
        if (!(element instanceof InvokeInstruction call)) {
            code.with(element);
            return;
        }
        ClassDesc owner = call.owner().asSymbol();
        String name = call.name().stringValue();
        String what = in + ": " + owner.displayName() + "." + name;
        boolean file =
                owner.equals(desc(FileOutputStream.class))
                        || owner.equals(desc(RandomAccessFile.class));
        if (file && name.equals("write") && call.typeSymbol().equals(WRITE_BYTES)) {
            code.loadConstant(what)
                    .invokestatic(
                            DEATH,
                            "write",
                            MethodTypeDesc.of(
                                    ConstantDescs.CD_void, owner, BYTES, ConstantDescs.CD_String));
            return;
        }
        if (STEPS.getOrDefault(owner, Set.of()).contains(name)) {
            code.loadConstant(what).invokestatic(DEATH, "step", STEP);
        }
        code.with(element);
    }
}
