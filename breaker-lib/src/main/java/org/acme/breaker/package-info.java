/**
 * A circuit breaker: stops calling what doesn't answer, and finds out when it does again.
 *
 * <pre>
 *            rate, row or hang            wait elapsed
 *   Closed ────────────────────▶ Open ──────────────────▶ HalfOpen
 *     ▲                           ▲                        │   │
 *     │                           ├──── a probe failed ────┘   │ probes succeeded
 *     │      ramp completed       │ bad again                  ▼
 *     ├──────────────────────── Recovering ◀───────────────────┤
 *     └──────────────────────────────────────────── (no ramp) ─┘
 *   by hand, from anywhere: ForcedOpen, Disabled, Open, Closed
 * </pre>
 *
 * <p>{@link org.acme.breaker.CircuitBreaker} is the door, {@link
 * org.acme.breaker.CircuitBreakerRegistry} a house with many. Inside, to be read in this order:
 *
 * <ol>
 *   <li>{@code Calls}: the way of one call, from its admission to its end;
 *   <li>{@code State} and its six subclasses: who is let in, and what an end means;
 *   <li>{@code StateMachine}: the one reference to the current state, and how it is swapped;
 *   <li>{@code Generation} and its subclasses: what is counted, shared by all states of one stay;
 *   <li>{@code Listeners}: who is told, and in which order.
 * </ol>
 */
@NullMarked
package org.acme.breaker;

import org.jspecify.annotations.NullMarked;
