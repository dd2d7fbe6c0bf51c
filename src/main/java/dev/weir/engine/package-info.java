/// weir as a library: the parts of the engine put together, for Java programs and for the command
/// line alike. Entry type: [dev.weir.engine.Weir]. Knows neither YAML nor terminals.
@NullMarked
package dev.weir.engine;

import org.jspecify.annotations.NullMarked;
