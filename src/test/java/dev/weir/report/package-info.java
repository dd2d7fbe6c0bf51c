/// How builds are shown and recorded.
@NullMarked
package dev.weir.report;

import org.jspecify.annotations.NullMarked;
