/// Tests of downloads, against a local server that misbehaves.
@NullMarked
package dev.weir.ml.source;

import org.jspecify.annotations.NullMarked;
