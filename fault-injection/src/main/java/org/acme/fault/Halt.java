package org.acme.fault;

/** Ends the process at once: no shutdown hook, no answer, no flushed buffer. */
interface Halt {

    /** What a killed process leaves behind as its exit code. */
    int EXIT_CODE = 137;

    void now();
}
