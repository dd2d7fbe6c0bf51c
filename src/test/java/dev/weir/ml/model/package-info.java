/// Tests of models.
@NullMarked
package dev.weir.ml.model;

import org.jspecify.annotations.NullMarked;
