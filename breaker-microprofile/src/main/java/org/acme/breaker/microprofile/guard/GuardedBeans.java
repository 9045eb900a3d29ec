package org.acme.breaker.microprofile.guard;

import java.util.Set;

/**
 * The beans that have something to guard, as found while the application was built.
 *
 * @param names of their classes
 */
public record GuardedBeans(Set<String> names) {}
