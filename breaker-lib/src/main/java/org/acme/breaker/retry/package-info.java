/**
 * Repeats failed calls: with backoff and jitter, within a deadline and a budget, never against an
 * open breaker.
 */
@NullMarked
package org.acme.breaker.retry;

import org.jspecify.annotations.NullMarked;
