/// Tests of versions, deployments and predictions.
@NullMarked
package dev.weir.ml.registry;

import org.jspecify.annotations.NullMarked;
