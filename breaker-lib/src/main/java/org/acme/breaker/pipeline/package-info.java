/** Puts the parts together in the one order that works. */
@NullMarked
package org.acme.breaker.pipeline;

import org.jspecify.annotations.NullMarked;
