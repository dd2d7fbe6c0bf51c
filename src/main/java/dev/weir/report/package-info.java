/// Tells people and programs what happens in a build. Entry types: [dev.weir.report.BuildConsole]
/// for a terminal or a pipe, [dev.weir.report.TextOutput] for all text that leaves weir.
///
/// Decides nothing: it only shows what events and reports say.
@NullMarked
package dev.weir.report;

import org.jspecify.annotations.NullMarked;
