/** Starts a second attempt of a slow call and takes the first good answer. */
@NullMarked
package org.acme.breaker.hedge;

import org.jspecify.annotations.NullMarked;
