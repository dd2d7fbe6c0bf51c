/// What is wrong with a text, said so that its writer can mend it: where, what, and what to do.
///
/// Entry type: [dev.weir.diagnostic.Diagnostic]. Knows nothing of YAML, tasks or terminals.
@NullMarked
package dev.weir.diagnostic;

import org.jspecify.annotations.NullMarked;
