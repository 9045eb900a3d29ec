package org.acme.fault.wire;

/** Ends the process at once: no shutdown hook, no answer, no flushed buffer. */
public interface Halt {

    /** What a killed process leaves behind as its exit code. */
    int EXIT_CODE = 137;

    void now();
}
