/**
 * A circuit breaker: {@link org.acme.breaker.CircuitBreaker} is the door, the state machine is {@code
 * State} and its six subclasses, and a call's way through it is {@code Calls}.
 */
@NullMarked
package org.acme.breaker;

import org.jspecify.annotations.NullMarked;
