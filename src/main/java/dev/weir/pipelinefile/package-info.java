/// From the text of a Pipelinefile, param files, command line and environment to a pipeline, or to
/// everything that is wrong with them.
///
/// Entry type: [dev.weir.pipelinefile.PipelinefileReader]. Knows nothing of what is on the disk, of
/// graphs, keys or running.
@NullMarked
package dev.weir.pipelinefile;

import org.jspecify.annotations.NullMarked;
