package org.acme.breaker.quarkus.pipeline;

import java.util.Set;

/**
 * The names for which the application injects a pipeline or a breaker; collected during the build.
 *
 * @param names in alphabetical order
 */
public record InjectedNames(Set<String> names) {}
