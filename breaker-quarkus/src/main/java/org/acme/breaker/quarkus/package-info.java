/**
 * Integrates breaker-lib into Quarkus. Applications inject beans of {@code pipeline} and set the
 * values of {@code config} in {@code application.properties}; {@code metrics}, {@code admin} and
 * {@code health} are for monitoring and operation.
 */
@NullMarked
package org.acme.breaker.quarkus;

import org.jspecify.annotations.NullMarked;
