/** The standard's metrics through OpenTelemetry. Loaded only if OpenTelemetry is present. */
@NullMarked
package org.acme.breaker.microprofile.telemetry;

import org.jspecify.annotations.NullMarked;
