package org.sillok.evidence.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.DepositorProposals;
import org.sillok.kernel.Position;
import org.sillok.web.CallerProvider;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** What others name the caller's organisation as a joint depositor of. */
@Path("/api/v1/depositors/proposals")
@Authenticated
@Tag(name = "Items")
@Produces(MediaType.APPLICATION_JSON)
public class DepositorProposalResource {
    private final DepositorProposals proposals;
    private final CallerProvider callers;

    DepositorProposalResource(DepositorProposals proposals, CallerProvider callers) {
        this.proposals = proposals;
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "listDepositorProposals",
            summary = "List the items of which others say that your organisation deposited them, too",
            description = "Those that wait for an answer: the item's id, who holds it, and when it was proposed."
                    + " Role: contributor.")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<DepositorProposalView> list(
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Query query = Query.of("proposals of depositors", uri);
        return query.page(
                proposals.list(callers.caller(), query.after(), query.limit()).orThrow(),
                proposal -> new Position(proposal.proposedAt(), proposal.item().value()),
                DepositorProposalView::of);
    }

    @POST
    @Path("/{item}/accept")
    @Operation(
            operationId = "acceptDepositorProposal",
            summary = "Say that your organisation deposited the item, too",
            description =
                    "From now on the item is shared only if your organisation has an agreement that allows it, too."
                            + " At once and for good. You see no more of the item than before. Role: contributor.")
    @APIResponse(responseCode = "200", description = "What was accepted")
    @APIResponse(responseCode = "404", description = "Your organisation is not asked about such an item")
    public DepositorProposalView accept(@PathParam("item") String item, @Context UriInfo uri) {
        Query.none(uri);
        return DepositorProposalView.of(
                proposals.accept(callers.caller(), ItemResource.itemId(item)).orThrow());
    }

    @POST
    @Path("/{item}/decline")
    @Operation(
            operationId = "declineDepositorProposal",
            summary = "Say that your organisation did not deposit the item",
            description = "The proposal counts for nothing. Role: contributor.")
    @APIResponse(responseCode = "200", description = "What was declined")
    @APIResponse(responseCode = "404", description = "Your organisation is not asked about such an item")
    public DepositorProposalView decline(@PathParam("item") String item, @Context UriInfo uri) {
        Query.none(uri);
        return DepositorProposalView.of(
                proposals.decline(callers.caller(), ItemResource.itemId(item)).orThrow());
    }
}
