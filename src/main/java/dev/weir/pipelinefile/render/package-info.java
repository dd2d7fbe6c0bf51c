/// Fills in `${{ … }}`: from nodes and the names a place knows to values.
///
/// Entry type: [dev.weir.pipelinefile.render.Renderer]. Knows nothing of which names there are.
@NullMarked
package dev.weir.pipelinefile.render;

import org.jspecify.annotations.NullMarked;
