/** Which calls a breaker judges by, and what it has counted. */
@NullMarked
package org.acme.breaker.window;

import org.jspecify.annotations.NullMarked;
