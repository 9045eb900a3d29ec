package org.acme.breaker.microprofile.guard;

import java.util.Set;

/**
 * Lists the beans with annotated methods, found while the application was built.
 *
 * @param names of their classes
 */
public record GuardedBeans(Set<String> names) {}
