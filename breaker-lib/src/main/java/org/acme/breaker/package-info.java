/** A circuit breaker and what belongs beside it. */
@NullMarked
package org.acme.breaker;

import org.jspecify.annotations.NullMarked;
