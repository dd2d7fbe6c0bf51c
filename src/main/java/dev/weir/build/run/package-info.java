/// The run of one task: a transaction from old outputs aside to the trace as the commit, or a
/// restore.
///
/// Entry type: [dev.weir.build.run.BuildJobs]. Decides nothing: whether a task runs is settled
/// before.
@NullMarked
package dev.weir.build.run;

import org.jspecify.annotations.NullMarked;
