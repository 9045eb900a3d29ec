package org.acme.workshop.control;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The metrics for Prometheus, on the event loop. */
@Path("/metrics")
@NonBlocking
public class MetricsResource {

    private final PrometheusMeterRegistry registry;

    @Inject
    MetricsResource(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** A scrape. */
    @GET
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    @Operation(hidden = true)
    public String scrape() {
        return registry.scrape();
    }
}
