/// The launcher `weir`, run by a real shell on copies of it. Maven and the JDKs beside it are small
/// scripts: what is tested is what the launcher finds, builds again, passes on and leaves behind.
@NullMarked
package dev.weir.launcher;

import org.jspecify.annotations.NullMarked;
