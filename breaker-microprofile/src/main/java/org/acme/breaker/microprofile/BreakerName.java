package org.acme.breaker.microprofile;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the breaker of a method in the registry, in metrics and in {@code /breakers}. The default
 * is the full class name, a dot and the method name.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BreakerName {
    /** The name of the breaker. No two methods may share one. */
    String value();
}
