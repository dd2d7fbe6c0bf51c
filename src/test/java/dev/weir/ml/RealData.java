package dev.weir.ml;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Public data that is not part of the product: a test that needs it is skipped where it is
/// missing.
public final class RealData {
    private RealData() {}

    /// A file of the folder that the property `weir.data` names, or `shared/data` beside the
    /// checkout.
    public static Path file(String name) {
        var file = Path.of(System.getProperty("weir.data", "../shared/data")).resolve(name);
        assumeTrue(Files.exists(file), "no " + file);
        return file.toAbsolutePath().normalize();
    }
}
