/// The command line's own border: what happens when weir itself is wrong.
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
