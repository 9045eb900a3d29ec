package org.acme.breaker;

/** The generation of states that measure no calls. */
final class IdleGeneration extends Generation {
    IdleGeneration(int number) {
        super(number);
    }
}
