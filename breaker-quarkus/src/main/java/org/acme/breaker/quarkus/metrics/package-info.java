/**
 * Publishes breakers, retries and bulkheads as Micrometer meters, and the endpoint that shows all
 * meters.
 */
@NullMarked
package org.acme.breaker.quarkus.metrics;

import org.jspecify.annotations.NullMarked;
