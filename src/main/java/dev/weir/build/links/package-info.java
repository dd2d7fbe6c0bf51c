/// Where paths lead through symbolic links, and what tasks would read there without waiting for the
/// one that makes it.
///
/// Entry types: [dev.weir.build.links.LinkCheck] for links among inputs and outputs,
/// [dev.weir.build.links.Detours] for paths as they are declared. Changes nothing.
@NullMarked
package dev.weir.build.links;

import org.jspecify.annotations.NullMarked;
