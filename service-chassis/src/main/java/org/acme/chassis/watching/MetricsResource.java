package org.acme.chassis.watching;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Returns all meters in Prometheus' text format, on the event loop; Quarkus' own {@code /q/metrics}
 * needs a worker thread. Left out by {@code chassis.metrics=false} where another module serves the
 * path.
 */
@IfBuildProperty(name = "chassis.metrics", stringValue = "true", enableIfMissing = true)
@Path("/metrics")
@Tag(name = "operations")
public final class MetricsResource {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters;

    MetricsResource(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    /** Returns the values of all meters. */
    @GET
    @NonBlocking
    @Produces(PROMETHEUS_TEXT)
    @Operation(summary = "All meters, for Prometheus")
    public String scrape() {
        return meters.scrape();
    }
}
