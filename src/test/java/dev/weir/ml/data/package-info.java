/// Tests of tables in files.
@NullMarked
package dev.weir.ml.data;

import org.jspecify.annotations.NullMarked;
