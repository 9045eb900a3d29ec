/**
 * Breakers of a fleet, in Quarkus and over Redis or Valkey. What they agree on is in {@code fleet}.
 */
@NullMarked
package org.acme.breaker.redis;

import org.jspecify.annotations.NullMarked;
