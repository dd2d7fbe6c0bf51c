/// In which order tasks run and how many at once.
///
/// Entry type: [dev.weir.build.schedule.Scheduler]. Knows nothing of keys, files or commands.
@NullMarked
package dev.weir.build.schedule;

import org.jspecify.annotations.NullMarked;
