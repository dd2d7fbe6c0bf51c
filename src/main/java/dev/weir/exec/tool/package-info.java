/// Asks tools for their versions, once a build. Entry type: [dev.weir.exec.tool.ToolVersions].
///
/// Knows nothing of keys, which the answers go into.
@NullMarked
package dev.weir.exec.tool;

import org.jspecify.annotations.NullMarked;
