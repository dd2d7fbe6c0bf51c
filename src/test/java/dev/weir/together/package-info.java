/// Several weirs at once in one workspace: random cases of builds and cleanings, by threads and by
/// processes of which some are killed. What is left must be what the same calls leave one after the
/// other, in some order.
@NullMarked
package dev.weir.together;

import org.jspecify.annotations.NullMarked;
