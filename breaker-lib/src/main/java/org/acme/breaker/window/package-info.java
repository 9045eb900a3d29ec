/** Windows: how many of the latest calls failed or were slow, counted without locks. */
@NullMarked
package org.acme.breaker.window;

import org.jspecify.annotations.NullMarked;
