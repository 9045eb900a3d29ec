package org.acme.breaker;

/**
 * Identifies the period in which a result counts. A transition that starts new counters creates a
 * new generation; state objects that differ only in their configuration share one. A result is late
 * if its generation is no longer the current one. This class itself is the generation of states
 * that record no calls.
 */
sealed class Generation permits CountingGeneration, ProbeGeneration {

    /**
     * Grows with each generation, so that equal activity readings belong to the same generation.
     */
    final int number;

    Generation(int number) {
        this.number = number;
    }
}
