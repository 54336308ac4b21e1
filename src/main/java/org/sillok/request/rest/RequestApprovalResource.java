package org.sillok.request.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.kernel.PartyId;
import org.sillok.request.Approvals;
import org.sillok.request.Refusals;
import org.sillok.web.CallerProvider;
import org.sillok.web.Fields;
import org.sillok.web.Query;

/** What those whose material it is do about requests for sharing. */
@Path("/api/v1/requests/{request}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Requests")
public class RequestApprovalResource {
    private final Approvals approvals;
    private final Refusals refusals;
    private final CallerProvider callers;

    RequestApprovalResource(Approvals approvals, Refusals refusals, CallerProvider callers) {
        this.approvals = approvals;
        this.refusals = refusals;
        this.callers = callers;
    }

    @GET
    @Path("approval")
    @Operation(
            operationId = "getRequestApproval",
            summary = "Read what is to be signed to approve",
            description = "Roles: contributor of an organisation whose material it is about; custodian.")
    @Parameter(name = "holder", description = "for a custodian: pty_…, whose material")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApprovalView.class)))
    public ApprovalView approval(@PathParam("request") String id, @Context UriInfo uri) {
        Query query = Query.only(uri, "holder");
        return ApprovalView.of(approvals
                .toApprove(
                        callers.caller(),
                        id,
                        query.parsed("holder", PartyId::new).orElse(null))
                .orThrow());
    }

    @POST
    @Path("approvals")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveRequest",
            summary = "Approve what would be handed over",
            description =
                    "By two people, one of them of the organisation whose material it is, the other of the same or a custodian."
                            + " Each signs the text with the registered key of its organisation. It is decided again first.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApprovalView.class)))
    @APIResponse(responseCode = "409", description = "What was decided has changed, or you have approved it already")
    public ApprovalView approve(@PathParam("request") String id, @Nullable ApprovalBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        ApprovalBody sent = Fields.body(body);
        return ApprovalView.of(approvals
                .approve(caller, id, sent.toHolder(), sent.toRevision(), sent.toBasis(), sent.toSignature())
                .orThrow());
    }

    @POST
    @Path("refusals")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "refuseRequest",
            summary = "Refuse some lines, or all of your organisation",
            description = "At once, by one person. The requester is told the reason's code. Role: contributor.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApprovalView.class)))
    public ApprovalView refuse(
            @PathParam("request") String id, ApprovalBody.@Nullable Refusal body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        ApprovalBody.Refusal sent = Fields.body(body);
        return ApprovalView.of(
                refusals.refuse(caller, id, sent.toRevision(), Set.copyOf(sent.toLines()), sent.toReason())
                        .orThrow());
    }

    @POST
    @Path("assessments")
    @Operation(
            operationId = "assessRequest",
            summary = "Decide again about your material",
            description = "After a consent, an agreement or a fact has changed. Role: contributor.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApprovalView.class)))
    public ApprovalView assess(@PathParam("request") String id, @Context UriInfo uri) {
        Query.none(uri);
        return ApprovalView.of(approvals.decideAgain(callers.caller(), id).orThrow());
    }
}
