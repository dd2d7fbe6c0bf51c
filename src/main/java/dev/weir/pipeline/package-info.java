/// The pipeline once it is checked: tasks with everything rendered that can be known without
/// looking at the disk.
///
/// Entry type: [dev.weir.pipeline.Pipeline]. Immutable values only. Knows nothing of YAML, files on
/// the disk, digests or running.
@NullMarked
package dev.weir.pipeline;

import org.jspecify.annotations.NullMarked;
