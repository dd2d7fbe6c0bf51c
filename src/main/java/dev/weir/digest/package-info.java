/// Digests and the canonical encoding behind every key. Pure: bytes in, digest out; knows no files.
@NullMarked
package dev.weir.digest;

import org.jspecify.annotations.NullMarked;
