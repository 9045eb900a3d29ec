/** The standard's metrics by OpenTelemetry. Loaded only where it is there. */
@NullMarked
package org.acme.breaker.microprofile.telemetry;

import org.jspecify.annotations.NullMarked;
