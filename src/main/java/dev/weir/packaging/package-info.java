/// What is done to weir's own classes while it is built. [dev.weir.packaging.PlainCalls] makes them
/// quicker to start. Not used, and not loaded, when weir runs; knows no other package.
@NullMarked
package dev.weir.packaging;

import org.jspecify.annotations.NullMarked;
