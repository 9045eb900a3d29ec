/** The rules of the package of the same name. */
@NullMarked
package org.acme.breaker.retry;

import org.jspecify.annotations.NullMarked;
