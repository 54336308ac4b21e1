package org.sillok.bundle.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.bundle.NoLongerPermitted;
import org.sillok.identity.Caller;
import org.sillok.kernel.Position;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.web.CallerProvider;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** What was handed over, as far as it would not be permitted any more. */
@Path("/api/v1/disclosures")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Bundles")
public class DisclosureResource {
    private final NoLongerPermitted found;
    private final CallerProvider callers;

    DisclosureResource(NoLongerPermitted found, CallerProvider callers) {
        this.found = found;
        this.callers = callers;
    }

    /** Which of what was handed over is listed. */
    enum State {
        NOT_PERMITTED_NOW
    }

    @GET
    @Operation(
            operationId = "listDisclosures",
            summary = "List what was handed over and would not be permitted any more",
            description =
                    "As it was found when everything that was handed over was last decided about, which is once a day. Roles:"
                            + " contributor, of its organisation's own material; custodian.")
    @Parameter(name = "state", required = true, schema = @Schema(implementation = State.class))
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    @APIResponse(responseCode = "200", description = "One page, oldest finding first")
    public Page<DisclosureView> list(@Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("disclosures", uri, "state");
        if (query.constant("state", State.class).isEmpty()) {
            throw new ProblemException(ProblemCode.INVALID_PARAMETER, "The parameter state is missing.");
        }
        return query.page(
                found.list(caller, query.after(), query.limit()).orThrow(),
                one -> new Position(one.since(), one.id()),
                DisclosureView::of);
    }
}
