/// What is done to weir while it is built, so that it starts sooner: to its own classes
/// ([dev.weir.packaging.PlainCalls]) and to its libraries ([dev.weir.packaging.NativeLibraries]).
/// Not used, and not loaded, when weir runs; knows no other package.
@NullMarked
package dev.weir.packaging;

import org.jspecify.annotations.NullMarked;
