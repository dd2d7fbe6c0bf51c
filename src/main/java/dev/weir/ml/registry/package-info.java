/// Versions of models on disk, which of them is deployed where, and asking the deployed one.
///
/// [dev.weir.ml.registry.Registry] keeps versions, [dev.weir.ml.registry.Deployments] points at
/// them, [dev.weir.ml.registry.Predictor] asks one. All changes are made beside and renamed into
/// place, under a lock: a reader sees the old state or the new one.
@NullMarked
package dev.weir.ml.registry;

import org.jspecify.annotations.NullMarked;
