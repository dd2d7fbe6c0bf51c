/// Tests of the built-in steps, run without the engine.
@NullMarked
package dev.weir.ml;

import org.jspecify.annotations.NullMarked;
