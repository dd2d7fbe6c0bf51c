/// The command line.
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
