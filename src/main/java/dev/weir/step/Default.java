package dev.weir.step;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The value of a step's setting that is not written under `with`, as a YAML scalar, `[]` or `{}`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    /// The YAML scalar, `[]` or `{}`.
    String value();
}
