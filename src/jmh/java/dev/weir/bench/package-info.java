/// Measures parts of weir by themselves, in a warm JVM: `mvn -Pjmh test`. What a start costs is
/// measured by `bench/run`.
@NullMarked
package dev.weir.bench;

import org.jspecify.annotations.NullMarked;
