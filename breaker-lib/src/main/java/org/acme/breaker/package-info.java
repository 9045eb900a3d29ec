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
 *   by hand, from anywhere: forced open, disabled, Open, Closed
 * </pre>
 *
 * <p><b>The path of a call</b>, to be read in this order:
 *
 * <ol>
 *   <li>{@link org.acme.breaker.CircuitBreaker}: what users call;
 *   <li>{@code CallRecorder}: admits a call, and records and reports its end;
 *   <li>{@code State}: what all states share, and the states that are set by hand;
 *   <li>{@code Closed}: admits every call, and counts it;
 *   <li>{@code CountingGeneration}: what is counted, shared by all state objects of one stay;
 *   <li>{@code TripEvaluator}: when counted calls open the breaker;
 *   <li>{@code StateMachine}: the one reference to the current state, and how it is swapped;
 *   <li>{@code Listeners}: who is told, and in which order.
 * </ol>
 *
 * <p><b>The other states</b>: {@code Open}, {@code HalfOpen} with its {@code ProbeGeneration} and
 * {@code LeaseTable}, and the optional {@code Recovering}.
 *
 * <p><b>Optional parts</b>: {@link org.acme.breaker.Permit} (acquire and end in two steps, and
 * asynchronous calls), {@code WatchedCalls} (calls that hang), {@link
 * org.acme.breaker.CircuitBreakerRegistry} (breakers by name), {@link org.acme.breaker.FleetLink}
 * (breakers of other processes have a say). Everything else is settings and what is told to users. How
 * calls are counted is in {@code org.acme.breaker.internal}: {@code Window}.
 */
@NullMarked
package org.acme.breaker;

import org.jspecify.annotations.NullMarked;
