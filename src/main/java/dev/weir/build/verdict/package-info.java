/// What a task's key is made of and whether the task has to run: looked at, never changed.
///
/// Entry type: [dev.weir.build.verdict.Judge]. Knows nothing of how tasks are run or in which
/// order.
@NullMarked
package dev.weir.build.verdict;

import org.jspecify.annotations.NullMarked;
