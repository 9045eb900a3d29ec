/** Limits how many calls are made in a period: a token bucket with a burst. */
@NullMarked
package org.acme.breaker.ratelimit;

import org.jspecify.annotations.NullMarked;
