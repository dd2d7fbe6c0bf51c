/// `${{ … }}` inside texts: what it names, how it is formatted, and how a shell would read it.
///
/// Entry type: [dev.weir.pipelinefile.expression.Interpolation]. Knows nothing of what the names
/// stand for.
@NullMarked
package dev.weir.pipelinefile.expression;

import org.jspecify.annotations.NullMarked;
