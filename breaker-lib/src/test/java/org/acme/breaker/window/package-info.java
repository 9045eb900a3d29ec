/** What windows hold. */
@NullMarked
package org.acme.breaker.window;

import org.jspecify.annotations.NullMarked;
