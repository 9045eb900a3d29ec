/** Breakers as data in a health group of their own. */
@NullMarked
package org.acme.breaker.quarkus.health;

import org.jspecify.annotations.NullMarked;
