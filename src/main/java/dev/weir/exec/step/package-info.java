/// Runs steps inside the JVM: each in a thread of its own, with what it says and what libraries
/// print in its log. Entry type: [dev.weir.exec.step.StepRunner].
///
/// Knows steps by one question, [dev.weir.exec.step.Steps]; knows no step.
@NullMarked
package dev.weir.exec.step;

import org.jspecify.annotations.NullMarked;
