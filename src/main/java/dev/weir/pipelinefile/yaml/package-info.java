/// YAML as a tree of nodes that know where they stand in their text.
///
/// Entry type: [dev.weir.pipelinefile.yaml.NodeReader]. Knows nothing of pipelines; the meaning of
/// a scalar is left to who asks.
@NullMarked
package dev.weir.pipelinefile.yaml;

import org.jspecify.annotations.NullMarked;
