/** The rules of the package of the same name. */
@NullMarked
package org.acme.breaker.async;

import org.jspecify.annotations.NullMarked;
