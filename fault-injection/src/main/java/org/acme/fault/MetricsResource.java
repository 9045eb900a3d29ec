package org.acme.fault;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All meters in Prometheus' text format. On the event loop, so that it answers when every worker is busy. */
@Path("/metrics")
@Tag(name = "operations")
public final class MetricsResource {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters;

    MetricsResource(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    @GET
    @NonBlocking
    @Produces(PROMETHEUS_TEXT)
    @Operation(summary = "Meters for Prometheus")
    public String scrape() {
        return meters.scrape();
    }
}
