/** Makes calls that return Mutiny's {@code Uni} through pipelines. */
@NullMarked
package org.acme.breaker.quarkus.mutiny;

import org.jspecify.annotations.NullMarked;
