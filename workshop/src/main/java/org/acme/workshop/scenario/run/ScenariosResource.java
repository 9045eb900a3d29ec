package org.acme.workshop.scenario.run;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.acme.workshop.scenario.file.Scenario;
import org.acme.workshop.scenario.file.ScenarioLibrary;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists and plays scenarios, and shows their runs. */
@Path("/api")
@Tag(name = "scenarios")
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class ScenariosResource {

    private final ScenarioLibrary library;
    private final Runner runner;

    @Inject
    ScenariosResource(ScenarioLibrary library, Runner runner) {
        this.library = library;
        this.runner = runner;
    }

    /** Returns all scenarios. */
    @GET
    @Path("/scenarios")
    @Operation(summary = "All scenarios")
    public List<ScenarioView> scenarios() {
        return library.all().stream().map(ScenarioView::of).toList();
    }

    /** Returns one scenario. */
    @GET
    @Path("/scenarios/{name}")
    @Operation(summary = "One scenario")
    public ScenarioView scenario(@PathParam("name") String name) {
        return ScenarioView.of(find(name));
    }

    /** Starts a run of a scenario. */
    @POST
    @Path("/scenarios/{name}/runs")
    @Operation(summary = "Play a scenario")
    @APIResponse(responseCode = "201", description = "It plays; the location tells how it goes")
    @APIResponse(responseCode = "404", description = "There is no such scenario")
    @APIResponse(responseCode = "409", description = "Another run is under way")
    public Response play(@PathParam("name") String name) {
        Run run = runner.start(find(name)).orElseThrow(() -> new ProblemException(underWay()));
        return Response.created(URI.create("/api/runs/" + run.id()))
                .entity(RunView.of(run.snapshot()))
                .build();
    }

    /** Returns the last runs. */
    @GET
    @Path("/runs")
    @Operation(summary = "The last runs, newest first")
    public List<RunView.ShortView> runs() {
        return runner.runs().stream().map(run -> RunView.shortly(run.snapshot())).toList();
    }

    /** Returns one run by its id. */
    @GET
    @Path("/runs/{id}")
    @Operation(summary = "How a run goes, and its verdict once it is over")
    public RunView run(@PathParam("id") String id) {
        return RunView.of(findRun(id).snapshot());
    }

    /** Stops the run with this id. */
    @DELETE
    @Path("/runs/{id}")
    @Operation(summary = "Stop a run; its faults end")
    @APIResponse(responseCode = "202", description = "It stops, or was over already")
    public Response stop(@PathParam("id") String id) {
        runner.stop(findRun(id).id());
        return Response.accepted().build();
    }

    private Scenario find(String name) {
        return library.find(name)
                .orElseThrow(
                        () ->
                                ProblemException.notFound(
                                        "not-found",
                                        "Not found",
                                        "there is no such scenario; there are: "
                                                + String.join(
                                                        ", ",
                                                        library.all().stream()
                                                                .map(Scenario::name)
                                                                .toList())));
    }

    private Run findRun(String id) {
        return runner.find(id)
                .orElseThrow(
                        () ->
                                ProblemException.notFound(
                                        "not-found",
                                        "Not found",
                                        "there is no such run among the last ones"));
    }

    private Problem underWay() {
        String which =
                runner.current()
                        .map(run -> run.scenario().name() + " (" + run.id() + ")")
                        .orElse("another one");
        return Problem.of(
                409, "run-under-way", "A run is under way", which + " is playing; stop it first");
    }
}
