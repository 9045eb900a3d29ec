/** Bounds how many calls are under way at once, so that one dependency can't take every thread. */
@NullMarked
package org.acme.breaker.bulkhead;

import org.jspecify.annotations.NullMarked;
