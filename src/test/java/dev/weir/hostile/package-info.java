/// Texts that nobody in their right mind would give to weir: `HostileTextTest`. What is read with
/// them is weir's own reading, graph and command line; what they hold must never run.
@NullMarked
package dev.weir.hostile;

import org.jspecify.annotations.NullMarked;
