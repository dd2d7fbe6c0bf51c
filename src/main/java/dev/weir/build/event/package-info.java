/// What happens in a build and how tasks end, for whoever watches.
///
/// Entry type: [dev.weir.build.event.BuildEvent]. Values only.
@NullMarked
package dev.weir.build.event;

import org.jspecify.annotations.NullMarked;
