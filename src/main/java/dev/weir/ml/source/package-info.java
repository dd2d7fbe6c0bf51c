/// Bringing data from elsewhere: the step `fetch`.
///
/// [dev.weir.ml.source.Download] gets one file whole or not at all. Nothing here knows what is in a
/// file.
@NullMarked
package dev.weir.ml.source;

import org.jspecify.annotations.NullMarked;
