/// The small public API of steps: units of work written in Java that run inside weir's JVM.
///
/// A step implements [dev.weir.step.Step] with a record of its settings; the record's components
/// are the keys of `with`. Nothing here knows tasks, graphs, keys or files of YAML.
@NullMarked
package dev.weir.step;

import org.jspecify.annotations.NullMarked;
