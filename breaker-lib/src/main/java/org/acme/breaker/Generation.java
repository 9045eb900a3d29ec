package org.acme.breaker;

/**
 * What a call reports its end to: made anew by every transition that starts counting afresh, shared
 * by state objects that differ only in their configuration. A result whose generation is no longer
 * the current one is late. One of this very class belongs to a state that measures no calls.
 */
sealed class Generation permits CountingGeneration, ProbeGeneration {

    /** Counts up: two equal readings of a breaker's activity are of the same generation. */
    final int number;

    Generation(int number) {
        this.number = number;
    }
}
