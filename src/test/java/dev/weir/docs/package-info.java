/// Pages that are compared with what they describe.
@NullMarked
package dev.weir.docs;

import org.jspecify.annotations.NullMarked;
