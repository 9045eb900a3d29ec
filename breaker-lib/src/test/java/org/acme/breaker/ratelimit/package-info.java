/** The rules of the package of the same name. */
@NullMarked
package org.acme.breaker.ratelimit;

import org.jspecify.annotations.NullMarked;
