/**
 * A circuit breaker: rejects calls to a failing dependency, and finds out when it has recovered.
 *
 * <pre>
 *            rate, streak or hang         wait elapsed
 *   Closed ────────────────────▶ Open ──────────────────▶ HalfOpen
 *     ▲                           ▲                        │   │
 *     │                           ├──── a probe failed ────┘   │ probes succeeded
 *     │      ramp completed       │ rate reached again         ▼
 *     ├──────────────────────── Recovering ◀───────────────────┤
 *     └──────────────────────────────────────────── (no ramp) ─┘
 *   by hand, from any state: forced open, disabled, Open, Closed
 * </pre>
 *
 * <p><b>The path of a call</b>, to be read in this order:
 *
 * <ol>
 *   <li>{@link org.acme.breaker.CircuitBreaker}: the API;
 *   <li>{@code CallRecorder}: admits a call, records its outcome and reports it;
 *   <li>{@code State}: what all states have in common, and the states that are set by hand;
 *   <li>{@code Closed}: admits and records every call;
 *   <li>{@code CountingGeneration}: the counters, shared by all state objects of one generation;
 *   <li>{@code TripEvaluator}: decides when recorded calls open the breaker;
 *   <li>{@code StateMachine}: the one reference to the current state, and how it is replaced;
 *   <li>{@code Listeners}: who hears of it, and in which order.
 * </ol>
 *
 * <p><b>The other states</b>: {@code Open}, {@code HalfOpen} with its {@code ProbeGeneration} and
 * {@code LeaseTable}, and the optional {@code Recovering}.
 *
 * <p><b>Optional parts</b>: {@link org.acme.breaker.Permit} (acquire and end in two steps, and
 * asynchronous calls), {@code WatchedCalls} (hanging calls), {@link
 * org.acme.breaker.CircuitBreakerRegistry} (breakers by name), {@link org.acme.breaker.FleetLink}
 * (breakers of other processes open and close this one). Everything else is settings, events and
 * values. The windows that count calls are in {@code org.acme.breaker.internal}: see {@code
 * Window}.
 */
@NullMarked
package org.acme.breaker;

import org.jspecify.annotations.NullMarked;
