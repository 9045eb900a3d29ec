/** Reports breakers in a separate health group. */
@NullMarked
package org.acme.breaker.quarkus.health;

import org.jspecify.annotations.NullMarked;
