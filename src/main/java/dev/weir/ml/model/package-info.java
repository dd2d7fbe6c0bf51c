/// Models of tables: training, judging, and the one room for the files of models.
///
/// [dev.weir.ml.model.ModelFolder] is the way in to a model on disk. Nothing here knows registries
/// or deployments.
@NullMarked
package dev.weir.ml.model;

import org.jspecify.annotations.NullMarked;
