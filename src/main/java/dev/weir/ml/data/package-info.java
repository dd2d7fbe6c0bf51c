/// Tables in files: the one room that DuckDB is opened in, and the steps that only move or
/// transform tables (`sql`, `convert`).
///
/// [dev.weir.ml.data.Database] is the way in. Nothing here knows models.
@NullMarked
package dev.weir.ml.data;

import org.jspecify.annotations.NullMarked;
