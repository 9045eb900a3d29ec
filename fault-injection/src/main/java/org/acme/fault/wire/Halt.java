package org.acme.fault.wire;

/** Halts the process at once: no shutdown hook, no response, no flushed buffer. */
public interface Halt {

    /** The exit code of a killed process. */
    int EXIT_CODE = 137;

    void now();
}
