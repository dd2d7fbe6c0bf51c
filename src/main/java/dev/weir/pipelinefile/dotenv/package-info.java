/// Variables from dotenv files. Entry type: [dev.weir.pipelinefile.dotenv.Dotenv]. Knows nothing of
/// what they are for.
@NullMarked
package dev.weir.pipelinefile.dotenv;

import org.jspecify.annotations.NullMarked;
