/** The rules of the package of the same name. */
@NullMarked
package org.acme.breaker.fallback;

import org.jspecify.annotations.NullMarked;
