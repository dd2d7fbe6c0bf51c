/// What a command works with: the process around it as a value, and the project it was started in.
/// Entry types: [dev.weir.cli.session.Session] and [dev.weir.cli.session.Project].
@NullMarked
package dev.weir.cli.session;

import org.jspecify.annotations.NullMarked;
