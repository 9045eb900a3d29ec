/**
 * Limits how long a call may take: one attempt by its timeout, all attempts by the caller's
 * deadline.
 */
@NullMarked
package org.acme.breaker.timeout;

import org.jspecify.annotations.NullMarked;
