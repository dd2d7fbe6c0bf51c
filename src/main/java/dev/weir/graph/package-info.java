/// What depends on what: edges from paths and `needs`, the order, the closure of targets.
///
/// Entry type: [dev.weir.graph.TaskGraph]. A pure function of the pipeline; knows neither disk nor
/// digests.
@NullMarked
package dev.weir.graph;

import org.jspecify.annotations.NullMarked;
