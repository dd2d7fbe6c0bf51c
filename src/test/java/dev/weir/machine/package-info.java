/// What the machine may do to a build: full and small file systems, mounts, missing permissions,
/// huge logs and folders. weir is a process of its own here, in a place where that can be arranged
/// ([dev.weir.machine.Elsewhere]); a test is skipped where it cannot.
@NullMarked
package dev.weir.machine;

import org.jspecify.annotations.NullMarked;
