package dev.weir.oracle;

import dev.weir.oracle.TaskSpec.Kind;
import dev.weir.oracle.TaskSpec.Out;
import dev.weir.oracle.TaskSpec.Trait;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a task makes from what it reads: a function of its key, and of a word of its own each time
/// when it is nondeterministic.
///
/// @param outputs by path; without those it forgets
/// @param fails whether it fails after having made them
record Making(SortedMap<String, Thing> outputs, boolean fails) {
    static Making of(TaskSpec task, Key key, String nonce) {
        String hash = task.kind() == Kind.SHELL ? "" : hash(key + nonce);
        SortedMap<String, Thing> outputs = new TreeMap<>();
        for (int i = 0; i < task.outputs().size(); i++) {
            Out output = task.outputs().get(i);
            String own =
                    task.kind() == Kind.SHELL
                            ? ShellText.made(key, i)
                            : task.has(Trait.COARSE) ? coarse(hash) : hash(hash + i);
            outputs.put(output.path(), output.folder() ? folder(task, own) : file(task, own));
        }
        boolean third = !hash.isEmpty() && Character.digit(hash.charAt(1), 16) % 3 == 0;
        if (task.has(Trait.FORGETFUL) && third && !outputs.isEmpty()) {
            forget(task.outputs().getLast(), outputs);
        }
        return new Making(outputs, task.has(Trait.FAILS) || task.has(Trait.FAILS_ON_SOME) && third);
    }

    /// A folder is there, made by weir: it stays empty.
    private static void forget(Out output, SortedMap<String, Thing> outputs) {
        if (output.folder()) {
            outputs.put(output.path(), new Thing(true, new TreeMap<>()));
        } else {
            outputs.remove(output.path());
        }
    }

    private static String coarse(String hash) {
        return hash.charAt(0) < '8' ? "low" : "high";
    }

    private static Thing file(TaskSpec task, String text) {
        return Thing.file(Node.of(text + "\n", task.has(Trait.EXECUTABLE)));
    }

    private static Thing folder(TaskSpec task, String text) {
        SortedMap<String, Node> members = new TreeMap<>();
        boolean executable = task.has(Trait.EXECUTABLE);
        Node first = Node.of(text + "\n", executable);
        members.put("f0.txt", first);
        if (task.kind() != Kind.SHELL && text.charAt(0) % 2 == 0) {
            members.put("sub/f1.txt", Node.of("1" + text + "\n", false));
        }
        if (task.has(Trait.ODD_FOLDER)) {
            members.put(".hidden", Node.of("hidden " + text, false));
            members.put("sub/__pycache__/code", Node.of("code " + text, false));
            members.put("link", new Node(first.text(), executable, "f0.txt"));
        }
        return new Thing(true, members);
    }

    /// Sixteen digits.
    static String hash(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha.digest(text.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
