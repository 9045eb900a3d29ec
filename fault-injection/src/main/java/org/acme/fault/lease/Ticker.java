package org.acme.fault.lease;

/** The clock of leases: monotonic nanoseconds, of which only differences mean anything. */
@FunctionalInterface
public interface Ticker {

    long nanos();
}
