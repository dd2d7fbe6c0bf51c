package dev.weir.build.verify;

import java.nio.file.Path;
import java.util.Optional;

/// Compares tables, by whoever can read them.
@FunctionalInterface
public interface Tables {
    /// The first cell in which two Parquet files differ; empty when their rows are alike or they
    /// cannot be compared.
    ///
    /// @param scratch an empty folder
    Optional<Cell> first(Path recorded, Path again, Path scratch) throws InterruptedException;

    /// A cell with what both files have in it, as text.
    ///
    /// @param row from 1
    record Cell(long row, String column, String recorded, String again) {}
}
