/// Brings targets up to date: a build from request to report, and taking it back. Below it: whether
/// a task has to run (`verdict`), what links lead to (`links`), in which order tasks run
/// (`schedule`), the run of one (`run`), what is told of it (`event`).
///
/// Entry type: [dev.weir.build.Build]. Knows nothing of YAML, terminals or machine learning.
@NullMarked
package dev.weir.build;

import org.jspecify.annotations.NullMarked;
