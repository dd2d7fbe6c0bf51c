/// What a store holds, what of it is worth keeping, and letting go of the rest. Entry types:
/// [dev.weir.cache.garbage.Inventory] and [dev.weir.cache.garbage.Collector].
///
/// What the workspaces need is told to it; it knows neither traces nor tasks.
@NullMarked
package dev.weir.cache.garbage;

import org.jspecify.annotations.NullMarked;
