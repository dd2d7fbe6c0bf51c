/// Whether tables and figures are what they should be: the steps `check-data` and `gate`.
///
/// A [dev.weir.ml.quality.TableSchema] is read from YAML and asked of a table; what is found is
/// data, not exceptions. Nothing here knows what made a figure.
@NullMarked
package dev.weir.ml.quality;

import org.jspecify.annotations.NullMarked;
