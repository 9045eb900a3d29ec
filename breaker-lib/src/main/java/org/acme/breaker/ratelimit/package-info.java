/** Bounds how many calls are made in a while: a token bucket with a burst. */
@NullMarked
package org.acme.breaker.ratelimit;

import org.jspecify.annotations.NullMarked;
