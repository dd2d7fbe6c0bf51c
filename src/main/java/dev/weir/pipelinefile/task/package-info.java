/// The tasks: from what stands behind a name to [dev.weir.pipeline.Task].
///
/// Entry type: [dev.weir.pipelinefile.task.TaskReader]. Knows nothing of where the text and the
/// params came from.
@NullMarked
package dev.weir.pipelinefile.task;

import org.jspecify.annotations.NullMarked;
