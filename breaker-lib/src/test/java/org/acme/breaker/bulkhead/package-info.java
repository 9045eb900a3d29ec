/** The rules of the package of the same name. */
@NullMarked
package org.acme.breaker.bulkhead;

import org.jspecify.annotations.NullMarked;
