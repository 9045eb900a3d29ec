/** What pipelines do, as events of the current span, where OpenTelemetry is there. */
@NullMarked
package org.acme.breaker.quarkus.tracing;

import org.jspecify.annotations.NullMarked;
