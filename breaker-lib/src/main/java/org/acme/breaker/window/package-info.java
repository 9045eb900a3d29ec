/** Which calls a breaker judges, and their counts. */
@NullMarked
package org.acme.breaker.window;

import org.jspecify.annotations.NullMarked;
