package dev.weir.build.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.pipeline.WorkspacePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SecretScanTest {
    @TempDir Path root;

    @Test
    void a_secret_is_found_wherever_it_lies_also_across_chunks() throws Exception {
        WorkspacePath file = WorkspacePath.of("out/data.bin");
        Files.createDirectories(root.resolve("out"));
        byte[] secret = "pä$$wörd".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int at : new int[] {0, 5, (1 << 20) - 3, (1 << 20), 3 * (1 << 20) - 1}) {
            byte[] bytes = new byte[3 * (1 << 20) + 100];
            System.arraycopy(secret, 0, bytes, at, secret.length);
            Files.write(root.resolve(file.text()), bytes);
            Set<WorkspacePath> found =
                    new SecretScan(List.of("pä$$wörd", "other"))
                            .found(root, List.of(WorkspacePath.of("out")));
            assertEquals(Set.of(WorkspacePath.of("out")), found, "at " + at);
        }
    }

    @Test
    void what_holds_none_is_not_named() throws Exception {
        Files.writeString(root.resolve("a"), "pass wor d");
        assertEquals(
                Set.of(),
                new SecretScan(List.of("password")).found(root, List.of(WorkspacePath.of("a"))));
    }
}
