/** The rules of the package of the same name. */
@NullMarked
package org.acme.breaker.hedge;

import org.jspecify.annotations.NullMarked;
