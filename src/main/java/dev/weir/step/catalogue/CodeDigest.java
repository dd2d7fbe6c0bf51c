package dev.weir.step.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/// The digest of the code of a step: its class, the classes it reaches, and the names (with their
/// versions) of the jars it reaches. Lines, local names and the name of the source file do not
/// count, so a comment changes nothing. The JDK and the API of steps do not count.
public final class CodeDigest {
    private static final String API = "dev/weir/step/";
    private static final ClassFile READER =
            ClassFile.of(
                    ClassFile.DebugElementsOption.DROP_DEBUG,
                    ClassFile.LineNumbersOption.DROP_LINE_NUMBERS,
                    ClassFile.StackMapsOption.DROP_STACK_MAPS,
                    ClassFile.ConstantPoolSharingOption.NEW_POOL);

    /// What finds classes by their names, but for `Class.forName`.
    private static final Set<String> FINDERS =
            Set.of(
                    "java/beans/XMLDecoder",
                    "java/io/ObjectInputStream",
                    "java/lang/ClassLoader",
                    "java/lang/invoke/MethodHandles$Lookup",
                    "java/net/URLClassLoader",
                    "java/util/ResourceBundle",
                    "java/util/ServiceLoader");

    private final Classes source;
    private final SortedMap<String, byte[]> classes = new TreeMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> seen = new TreeSet<>();
    private boolean byName;

    private CodeDigest(Classes source) {
        this.source = source;
    }

    /// Bytes that are no class file, or a damaged one. Its message is the name of the class.
    public static final class DamagedClassException extends IOException {
        private static final long serialVersionUID = 1;

        DamagedClassException(String name, RuntimeException why) {
            super(name, why);
        }
    }

    /// Finds the code of classes.
    @FunctionalInterface
    public interface Classes {
        /// The class file of a class whose code counts; empty for any other.
        ///
        /// @param name with slashes
        Optional<byte[]> find(String name) throws IOException;
    }

    /// 64 hexadecimal digits.
    ///
    /// @param className with dots
    public static String of(String className, ClassLoader loader) throws IOException {
        SortedSet<String> jars = new TreeSet<>();
        CodeDigest digest = new CodeDigest(name -> find(name, loader, jars));
        digest.readFrom(className);
        return digest.finish(jars);
    }

    /// The code that classes reach.
    ///
    /// @param digests of each class by its name with dots: 64 hexadecimal digits
    /// @param byName whether some of it finds classes by names that it may make up: no one can tell
    ///   which
    public record Reached(SortedMap<String, String> digests, boolean byName) {}

    /// The code of the classes and of each class they reach.
    ///
    /// @param classNames with dots
    public static Reached reached(Collection<String> classNames, Classes source)
            throws IOException {
        CodeDigest digest = new CodeDigest(source);
        for (String className : classNames) {
            digest.readFrom(className);
        }
        SortedMap<String, String> each = new TreeMap<>();
        digest.classes.forEach(
                (name, code) -> each.put(name.replace('/', '.'), DigestUtils.sha256Hex(code)));
        return new Reached(each, digest.byName);
    }

    private void readFrom(String className) throws IOException {
        reach(className.replace('.', '/'));
        while (!open.isEmpty()) {
            read(open.pop());
        }
    }

    private void reach(String name) {
        boolean api = name.startsWith(API) && name.indexOf('/', API.length()) < 0;
        if (!api && !name.startsWith("java/") && isName(name) && seen.add(name)) {
            open.push(name);
        }
    }

    private static boolean isName(String text) {
        return !text.startsWith("/")
                && text.chars().allMatch(it -> it == '/' || Character.isJavaIdentifierPart(it));
    }

    private void read(String name) throws IOException {
        Optional<byte[]> code = source.find(name);
        if (code.isPresent()) {
            try {
                ClassModel model = READER.parse(code.get());
                classes.put(name, READER.transformClass(model, CodeDigest::withoutSourceFile));
                model.constantPool().forEach(this::follow);
            } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
                throw new DamagedClassException(name.replace('/', '.'), damaged);
            }
        }
    }

    private static Optional<byte[]> find(String name, ClassLoader loader, Set<String> jars)
            throws IOException {
        URL url = loader.getResource(name + ".class");
        if (url == null) {
            return Optional.empty();
        }
        switch (url.getProtocol()) {
            case "file" -> {
                try (InputStream stream = url.openStream()) {
                    return Optional.of(stream.readAllBytes());
                }
            }
            case "jar" -> {
                String path = url.getPath();
                String jar = path.substring(0, path.indexOf('!'));
                jars.add(jar.substring(jar.lastIndexOf('/') + 1));
            }
            default -> {}
        }
        return Optional.empty();
    }

    private static void withoutSourceFile(
            java.lang.classfile.ClassBuilder builder, ClassElement element) {
        if (!(element instanceof SourceFileAttribute)) {
            builder.with(element);
        }
    }

    private void follow(PoolEntry entry) {
        switch (entry) {
            case ClassEntry type -> descriptor(type.asInternalName());
            case Utf8Entry text -> descriptors(text.stringValue());
            case MemberRefEntry member ->
                    byName |=
                            FINDERS.contains(member.owner().asInternalName())
                                    || member.name().equalsString("forName");
            default -> {}
        }
    }

    private void descriptor(String name) {
        if (name.startsWith("[")) {
            descriptors(name);
        } else {
            reach(name);
        }
    }

    /// Types of members, also generic, and those that annotations name; any text may look like one.
    private void descriptors(String text) {
        int last = text.lastIndexOf(';');
        for (int start = text.indexOf('L'); start >= 0 && start < last; ) {
            int end = start + 1;
            while (text.charAt(end) != ';' && text.charAt(end) != '<') {
                end++;
            }
            reach(text.substring(start + 1, end));
            start = text.indexOf('L', start + 1);
        }
    }

    private String finish(SortedSet<String> jars) {
        MessageDigest sha = DigestUtils.getSha256Digest();
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            frame(sha, entry.getKey().getBytes(StandardCharsets.UTF_8));
            frame(sha, entry.getValue());
        }
        jars.forEach(jar -> frame(sha, jar.getBytes(StandardCharsets.UTF_8)));
        return Hex.encodeHexString(sha.digest());
    }

    private static void frame(MessageDigest sha, byte[] bytes) {
        sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sha.update(bytes);
    }
}
