/// What can be known of steps without running them: which there are, the shape of their settings,
/// and the digest of their code.
///
/// Entry type: [dev.weir.step.catalogue.StepCatalogue]. Knows nothing of YAML, keys or running.
@NullMarked
package dev.weir.step.catalogue;

import org.jspecify.annotations.NullMarked;
