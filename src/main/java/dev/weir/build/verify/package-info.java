/// Runs tasks again in a copy of what they read, to see whether the same comes out.
///
/// Entry type: [dev.weir.build.verify.Verification]. Changes no output, no result and no trace of
/// the workspace.
@NullMarked
package dev.weir.build.verify;

import org.jspecify.annotations.NullMarked;
