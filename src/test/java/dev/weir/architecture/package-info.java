/// What the page on architecture promises, held.
@NullMarked
package dev.weir.architecture;

import org.jspecify.annotations.NullMarked;
