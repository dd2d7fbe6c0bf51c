package dev.weir.ml.model;

import dev.weir.step.StepFailure;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import ml.dmlc.xgboost4j.java.XGBoost;

/// What the libraries take up once, when their classes are loaded: to be asked for before the first
/// of them is touched.
final class Libraries {
    private Libraries() {}

    /// Exact splits instead of 100 bins (R² 0.83 instead of 0.75 on California housing), and no
    /// advice about logging on the terminal.
    static void prepare() {
        System.setProperty("smile.regression_tree.bins", "1");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    /// Loads XGBoost's native library from beside its jar, where weir's build puts it, and tells
    /// XGBoost4J so. One that is still in the jar is left to XGBoost4J, which unpacks it into a
    /// temporary file at each start.
    static void loadXGBoost() throws StepFailure {
        var library = besideXGBoost(System.mapLibraryName("xgboost4j"));
        if (!Files.exists(library)) {
            return;
        }
        try {
            System.load(library.toString());
            var loaded =
                    Class.forName("ml.dmlc.xgboost4j.java.NativeLibLoader")
                            .getDeclaredField("initialized");
            loaded.setAccessible(true);
            loaded.setBoolean(null, true);
        } catch (UnsatisfiedLinkError e) {
            throw new StepFailure(
                    "XGBoost does not start: %s (it needs OpenMP: 'apt install libgomp1', or 'brew install libomp')"
                            .formatted(e.getMessage()),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not the XGBoost4J that weir is made for", e);
        }
    }

    private static Path besideXGBoost(String name) {
        try {
            var jar = XGBoost.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(jar).resolveSibling(name);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds no files", e);
        }
    }
}
