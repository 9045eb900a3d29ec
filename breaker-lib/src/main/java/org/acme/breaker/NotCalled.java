package org.acme.breaker;

/**
 * Marks an exception that was thrown instead of making the call: a full bulkhead, an exceeded rate,
 * an open breaker. The dependency knows nothing of the call. A timeout does not replace such an
 * exception, even if its time ended while the call waited in a queue.
 */
public interface NotCalled extends NotRecorded {}
