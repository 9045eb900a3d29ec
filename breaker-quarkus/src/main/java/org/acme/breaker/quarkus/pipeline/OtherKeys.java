package org.acme.breaker.quarkus.pipeline;

import java.util.Set;

/**
 * The keys under {@code breaker.} that other modules read.
 *
 * @param keys without {@code breaker.}
 */
record OtherKeys(Set<String> keys) {}
