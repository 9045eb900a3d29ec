package org.acme.breaker;

/**
 * Marks an exception that was thrown instead of making the call: a full bulkhead, a used up rate, an open
 * breaker. What would have been called knows nothing of it. A timeout leaves such an exception as it is,
 * even if time was up while the call waited for its turn.
 */
public interface NotCalled extends NotRecorded {}
