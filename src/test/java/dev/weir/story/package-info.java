/// What weir does, told as stories: a workspace, a few builds, and what each had to do. The proof
/// of the engine, through the command line.
@NullMarked
package dev.weir.story;

import org.jspecify.annotations.NullMarked;
