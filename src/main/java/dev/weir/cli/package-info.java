/// The command line: [dev.weir.cli.Main] takes what the process has, [dev.weir.cli.Cli] runs a
/// command and turns whatever happens into an exit code. The only package that ends the JVM.
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
