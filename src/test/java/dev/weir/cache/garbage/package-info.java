@NullMarked
package dev.weir.cache.garbage;

import org.jspecify.annotations.NullMarked;
