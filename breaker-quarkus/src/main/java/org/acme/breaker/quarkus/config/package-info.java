/** Reads and checks the configuration under {@code breaker.}, including inheritance. */
@NullMarked
package org.acme.breaker.quarkus.config;

import org.jspecify.annotations.NullMarked;
