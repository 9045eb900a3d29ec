/** Adds the events of pipelines to the current span, if OpenTelemetry is present. */
@NullMarked
package org.acme.breaker.quarkus.tracing;

import org.jspecify.annotations.NullMarked;
