/// The matrix of a task: its axes, the cells they make, and what of them a name selects.
///
/// Entry type: [dev.weir.pipelinefile.matrix.MatrixReader]. Knows nothing of what tasks do.
@NullMarked
package dev.weir.pipelinefile.matrix;

import org.jspecify.annotations.NullMarked;
