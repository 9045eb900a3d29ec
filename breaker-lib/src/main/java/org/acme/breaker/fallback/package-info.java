/** Provides a result when a call fails. */
@NullMarked
package org.acme.breaker.fallback;

import org.jspecify.annotations.NullMarked;
