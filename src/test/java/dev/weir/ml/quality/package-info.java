/// Tests of checking tables.
@NullMarked
package dev.weir.ml.quality;

import org.jspecify.annotations.NullMarked;
