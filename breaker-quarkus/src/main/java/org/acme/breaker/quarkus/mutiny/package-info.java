/** Pipelines around Mutiny's {@code Uni}. */
@NullMarked
package org.acme.breaker.quarkus.mutiny;

import org.jspecify.annotations.NullMarked;
