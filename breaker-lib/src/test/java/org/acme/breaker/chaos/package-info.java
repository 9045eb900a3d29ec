/** The rules of the package of the same name. */
@NullMarked
package org.acme.breaker.chaos;

import org.jspecify.annotations.NullMarked;
