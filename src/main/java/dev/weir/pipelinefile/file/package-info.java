/// The files that a pipeline is read from: the Pipelinefile and those it includes, each with its
/// place among names and paths.
///
/// Entry type: [dev.weir.pipelinefile.file.FileReader]. Knows keys and values, but not what tasks
/// and params are made of them.
@NullMarked
package dev.weir.pipelinefile.file;

import org.jspecify.annotations.NullMarked;
