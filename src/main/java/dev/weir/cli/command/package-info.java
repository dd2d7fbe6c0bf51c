/// The commands: what each takes from the command line, and what it does. Entry type:
/// [dev.weir.cli.command.Commands].
@NullMarked
package dev.weir.cli.command;

import org.jspecify.annotations.NullMarked;
