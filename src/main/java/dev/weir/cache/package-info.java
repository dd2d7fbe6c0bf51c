/// Results by key and bytes by digest: the action cache and the content store.
///
/// Entry types: `ActionCache` and `ContentStore`. A missing or damaged entry is a miss, never an
/// error. Knows no graph.
@NullMarked
package dev.weir.cache;

import org.jspecify.annotations.NullMarked;
