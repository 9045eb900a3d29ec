package org.acme.workshop.report;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.acme.chassis.problem.ProblemException;
import org.acme.workshop.scenario.run.Runs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Returns a run as a report page that can be saved. */
@Path("/api/runs/{id}/report.html")
@Tag(name = "scenarios")
@NonBlocking
public class ReportResource {

    private final Runs runs;

    @Inject
    ReportResource(Runs runs) {
        this.runs = runs;
    }

    /** Returns the report of a run. */
    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @Operation(summary = "A run as one page with plots, to keep or to send")
    @APIResponse(responseCode = "200", description = "The verdict and the way there")
    @APIResponse(responseCode = "404", description = "There is no such run among the last ones")
    public String report(@PathParam("id") String id) {
        return runs.find(id)
                .map(ReportPage::of)
                .orElseThrow(
                        () ->
                                ProblemException.notFound(
                                        "not-found",
                                        "Not found",
                                        "there is no such run among the last ones"));
    }
}
