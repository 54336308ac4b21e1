package org.sillok.evidence.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.JointDepositors;
import org.sillok.identity.Caller;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Organisations that deposited an item together with the one that holds it. */
@Path("/api/v1/items/{id}/depositors")
@Authenticated
@Tag(name = "Items")
@Produces(MediaType.APPLICATION_JSON)
public class DepositorResource {
    private final JointDepositors depositors;
    private final CallerProvider callers;
    private final Creation creation;

    DepositorResource(JointDepositors depositors, CallerProvider callers, Creation creation) {
        this.depositors = depositors;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Propose an organisation that deposited the item together with yours",
            description =
                    "It counts for nothing until that organisation accepts. From then on the item is shared only if each of"
                            + " them has an agreement that allows it, and that cannot be taken back, because it would allow"
                            + " more. The organisation named sees the item's id, your organisation's and the time; nothing else"
                            + " of the item. Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "All that were named, each as it stands",
            content = @Content(schema = @Schema(implementation = DepositorView.class)))
    @APIResponse(responseCode = "409", description = "It is a depositor, or was asked, already")
    public Response add(
            @PathParam("id") String id,
            @Nullable DepositorBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        ItemId item = ItemResource.itemId(id);
        DepositorBody sent = Fields.body(body);
        PartyId party = sent.toParty();
        String path = "/api/v1/items/" + item.value() + "/depositors";
        Creation.Created created = creation.once(
                caller, headers, "POST " + path, sent, alongside -> depositors.propose(caller, item, party, alongside));
        return created.answer(Response.created(URI.create(path)).entity(page(caller, item)));
    }

    @GET
    @Operation(
            summary = "List the organisations that were named as depositing the item together with yours",
            description =
                    "Each as it stands now, in the order in which that was recorded. Recorded as a look at the item. Role: contributor.")
    public Page<DepositorView> list(@PathParam("id") String id, @Context UriInfo uri) {
        Query.none(uri);
        return page(callers.caller(), ItemResource.itemId(id));
    }

    @POST
    @Path("/{party}/withdraw")
    @Operation(
            operationId = "withdrawDepositorProposal",
            summary = "Take a proposal back that was not answered",
            description = "Repeating it is harmless. Role: contributor.")
    @APIResponse(
            responseCode = "200",
            description = "The proposal, taken back",
            content = @Content(schema = @Schema(implementation = DepositorView.class)))
    @APIResponse(responseCode = "409", description = "The organisation has answered")
    public DepositorView withdraw(@PathParam("id") String id, @PathParam("party") String party, @Context UriInfo uri) {
        Query.none(uri);
        return DepositorView.of(depositors
                .withdraw(callers.caller(), ItemResource.itemId(id), partyId(party))
                .orThrow());
    }

    /** An identifier of the wrong form names nothing, which is the same as naming what is not there. */
    private static PartyId partyId(String party) {
        try {
            return new PartyId(party);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Refusal.of(ProblemCode.NOT_FOUND));
        }
    }

    private Page<DepositorView> page(Caller caller, ItemId item) {
        List<DepositorView> all = depositors.list(caller, item).orThrow().stream()
                .map(DepositorView::of)
                .toList();
        return new Page<>(all, null);
    }
}
