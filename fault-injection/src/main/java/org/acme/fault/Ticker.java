package org.acme.fault;

/** The clock that ends leases: monotonic nanoseconds, of which only differences mean anything. */
@FunctionalInterface
interface Ticker {

    long nanos();
}
