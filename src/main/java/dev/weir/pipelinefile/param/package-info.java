/// The params: declared, given elsewhere, worked out.
///
/// Entry type: [dev.weir.pipelinefile.param.Params]. Knows nothing of tasks.
@NullMarked
package dev.weir.pipelinefile.param;

import org.jspecify.annotations.NullMarked;
