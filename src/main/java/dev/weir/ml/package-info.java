/// The steps that come with weir, by their names; [dev.weir.ml.BuiltInSteps] is the way in.
///
/// Knows the step API only: no tasks, graphs, keys or caches.
@NullMarked
package dev.weir.ml;

import org.jspecify.annotations.NullMarked;
