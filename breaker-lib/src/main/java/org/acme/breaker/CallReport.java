package org.acme.breaker;

/**
 * The event of a call that is being counted. The transition that the call causes takes it along and
 * tells it first, so that no listener hears of an opening before the failure that caused it. Confined to
 * the thread that counts the call.
 */
final class CallReport {

    final CircuitBreakerEvent event;

    /** A transition tells it. */
    boolean taken;

    CallReport(CircuitBreakerEvent event) {
        this.event = event;
    }
}
