/** Combines the parts in the one order in which they work together. */
@NullMarked
package org.acme.breaker.pipeline;

import org.jspecify.annotations.NullMarked;
