/// Whether a table is what it should be: the step `check-data`.
///
/// A [dev.weir.ml.quality.TableSchema] is read from YAML and asked of a table; what is found is
/// data, not exceptions.
@NullMarked
package dev.weir.ml.quality;

import org.jspecify.annotations.NullMarked;
