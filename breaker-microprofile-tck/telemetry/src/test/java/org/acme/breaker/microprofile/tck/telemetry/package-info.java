/** How the kit's package about telemetry is counted. */
@NullMarked
package org.acme.breaker.microprofile.tck.telemetry;

import org.jspecify.annotations.NullMarked;
