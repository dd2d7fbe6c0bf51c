/// What the words of a command line come to.
@NullMarked
package dev.weir.cli.command;

import org.jspecify.annotations.NullMarked;
