/// TOML texts as the nodes that YAML ones are read to. Entry type:
/// [dev.weir.pipelinefile.toml.TomlReader]. Knows nothing of what they are for.
@NullMarked
package dev.weir.pipelinefile.toml;

import org.jspecify.annotations.NullMarked;
