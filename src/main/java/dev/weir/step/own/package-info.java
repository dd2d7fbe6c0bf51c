/// Steps that users write: sources compiled in this JVM, and classes from jars and folders.
///
/// Entry type: [dev.weir.step.own.OwnCode]. What was compiled is kept in the workspace's cache, so
/// that the compiler is loaded only when a source changed. Knows nothing of tasks, keys or YAML.
@NullMarked
package dev.weir.step.own;

import org.jspecify.annotations.NullMarked;
