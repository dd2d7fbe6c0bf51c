/// Files as whole things: written at once or not at all, moved aside, removed without following
/// links, and records that tell whether they are damaged. Entry types: [dev.weir.disk.CacheFolder],
/// [dev.weir.disk.FileTree], [dev.weir.disk.Frames].
///
/// Knows nothing of what the files mean.
@NullMarked
package dev.weir.disk;

import org.jspecify.annotations.NullMarked;
