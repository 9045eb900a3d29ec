/** The breaker's rule book. */
@NullMarked
package org.acme.breaker;

import org.jspecify.annotations.NullMarked;
