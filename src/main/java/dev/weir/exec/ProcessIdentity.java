package dev.weir.exec;

/// A process that no other can be taken for: numbers come again, but not with the same start time
/// in the same boot.
///
/// @param started as the kernel counts it, in clock ticks since boot; 0 where the system does not
///   tell
/// @param boot the id of the boot, `""` where the system does not tell
public record ProcessIdentity(long pid, long started, String boot) {}
