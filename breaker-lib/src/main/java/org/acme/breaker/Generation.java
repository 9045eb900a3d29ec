package org.acme.breaker;

/**
 * What a call reports its end to: made anew by every transition that starts counting afresh, shared
 * by state objects that differ only in their configuration. A result whose generation is no longer
 * the current one is late.
 */
sealed class Generation permits CountingGeneration, ProbeGeneration, IdleGeneration {

    /** Counts up; part of the stamps that callers hold. */
    final int number;

    Generation(int number) {
        this.number = number;
    }
}
