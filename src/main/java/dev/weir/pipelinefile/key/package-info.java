/// The keys of a Pipelinefile, and values behind them by type.
///
/// Entry type: [dev.weir.pipelinefile.key.Key]. Knows nothing of how tasks and params are made of
/// them.
@NullMarked
package dev.weir.pipelinefile.key;

import org.jspecify.annotations.NullMarked;
