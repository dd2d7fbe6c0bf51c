package dev.weir.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;

/// Names for weir's own files beside a file or folder: in the same folder, so that a rename never
/// crosses file systems, and starting with a prefix that nothing else counts.
public final class Beside {
    private static final String OWN = ".weir~";
    private static final int LONGEST = 200;

    private Beside() {}

    /// The file of this role beside another: `.weir~new~model.bin` beside `model.bin`.
    ///
    /// @param role a short word
    public static Path of(Path file, String role) {
        String name = name(file);
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        String kept = bytes.length <= LONGEST ? name : UUID.nameUUIDFromBytes(bytes).toString();
        return file.resolveSibling(OWN + role + "~" + kept);
    }

    /// The same with a number when something stands there already.
    public static Path unused(Path file, String role) {
        Path beside = of(file, role);
        for (int i = 2; Files.exists(beside, LinkOption.NOFOLLOW_LINKS); i++) {
            beside = of(file, role + i);
        }
        return beside;
    }

    /// Where a new version of the file is made before it is renamed into place; what an earlier one
    /// left there is removed.
    public static Path fresh(Path file) throws IOException {
        Path fresh = of(file, "new");
        FileTree.remove(fresh);
        return fresh;
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        if (name == null) {
            throw new IllegalArgumentException("the root folder has nothing beside it");
        }
        return name.toString();
    }
}
