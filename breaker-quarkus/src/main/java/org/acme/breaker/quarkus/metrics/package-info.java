/** What breakers, retries and bulkheads do, as Micrometer meters, and the endpoint that shows them. */
@NullMarked
package org.acme.breaker.quarkus.metrics;

import org.jspecify.annotations.NullMarked;
