package org.acme.breaker;

/**
 * Marks an exception that says nothing about the health of what was called: a full bulkhead, a used
 * up rate, the caller's own deadline, another breaker's refusal. A breaker ignores it and gives a
 * probe's permit back, whatever else is configured.
 */
public interface Uncounted {}
