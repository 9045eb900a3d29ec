package org.acme.workshop.audit;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reports whether the books balance. */
@Path("/api/audit")
@Tag(name = "audit")
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    private final Auditor auditor;

    @Inject
    AuditResource(Auditor auditor) {
        this.auditor = auditor;
    }

    /** Returns the auditor's verdicts on both lanes. */
    @GET
    @Operation(summary = "The invariants of both lanes, with counter-examples")
    public AuditView audit() {
        return AuditView.now(auditor);
    }
}
