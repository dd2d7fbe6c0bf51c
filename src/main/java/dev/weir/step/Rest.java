package dev.weir.step;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A setting of type `Map<String, …>` that takes every key of `with` that no other component is
/// named by, in the order they are written: `with: { rmse: "<= 8", r2: ">= 0.5" }`. A record has at
/// most one; without such keys it is an empty map.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Rest {}
