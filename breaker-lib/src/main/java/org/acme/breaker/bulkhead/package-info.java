/** Limits how many calls are in flight at once, so that one dependency can't take every thread. */
@NullMarked
package org.acme.breaker.bulkhead;

import org.jspecify.annotations.NullMarked;
