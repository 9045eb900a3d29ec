package org.acme.chassis;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.hibernate.validator.constraints.Range;

/** A service on the chassis, to be sent bad requests. */
@Path("/things")
@Blocking
public class ThingsResource {

    /** What is sent. */
    public record Thing(@NotNull String name, @NotNull @Range(min = 1, max = 9) Integer count) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public String take(@NotNull @HeaderParam("X-Key") String key, @NotNull @Valid Thing thing) {
        return key + " " + thing.name() + " " + thing.count();
    }

    @POST
    @Path("/free")
    @Consumes(MediaType.APPLICATION_JSON)
    public String takeAnything(JsonNode thing) {
        return thing.toString();
    }

    @GET
    @Path("/broken/{why}")
    public String fail(@PathParam("why") String why) {
        throw new IllegalStateException(
                why.equals("database") ? new SQLException("gone", "08006") : null);
    }
}
