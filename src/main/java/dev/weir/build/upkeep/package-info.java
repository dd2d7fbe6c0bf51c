/// The upkeep of a store: what of it the workspaces need, collecting the rest, verifying, clearing.
///
/// Entry type: [dev.weir.build.upkeep.Upkeep]. Needs no pipeline: what stands in traces is needed,
/// whoever declares it.
@NullMarked
package dev.weir.build.upkeep;

import org.jspecify.annotations.NullMarked;
