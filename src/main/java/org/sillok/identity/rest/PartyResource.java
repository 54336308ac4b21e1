package org.sillok.identity.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.identity.NewParty;
import org.sillok.identity.Parties;
import org.sillok.identity.Party;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Organisations. */
@Path("/api/v1/parties")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Parties and users", description = "Who may act here, and for whom. Every act is on the custody log.")
public class PartyResource {
    private static final String PATH = "/api/v1/parties";

    private final Parties parties;
    private final CallerProvider callers;
    private final Creation creation;

    PartyResource(Parties parties, CallerProvider callers, Creation creation) {
        this.parties = parties;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createParty", summary = "Admit an organisation", description = "Role: custodian.")
    @APIResponse(
            responseCode = "201",
            description = "The organisation",
            content = @Content(schema = @Schema(implementation = PartyView.class)))
    public Response create(
            @Nullable PartyBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        PartyBody sent = Fields.body(body);
        NewParty party = sent.toNewParty();
        Creation.Created created = creation.once(
                caller, headers, "POST " + PATH, sent, alongside -> parties.create(caller, party, alongside));
        PartyView view = PartyView.of(parties.shown(new PartyId(created.id())));
        return created.answer(Response.created(URI.create(PATH + "/" + view.id()))
                .header(HttpHeaders.ETAG, view.etag())
                .entity(view));
    }

    @GET
    @Operation(operationId = "listParties", summary = "List organisations", description = "Role: custodian.")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<PartyView> list(
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("parties", uri);
        return query.page(
                parties.list(caller, query.after(), query.limit()).orThrow(),
                party -> new Position(party.createdAt(), party.id().value()),
                PartyView::of);
    }

    @GET
    @Path("/{party}")
    @Operation(
            operationId = "getParty",
            summary = "Show an organisation",
            description = "Custodians see every organisation, everybody sees the own one.")
    @APIResponse(
            responseCode = "200",
            description = "The organisation",
            content = @Content(schema = @Schema(implementation = PartyView.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the entity tag in If-None-Match")
    public Response get(@PathParam("party") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Party party = parties.get(callers.caller(), id).orThrow();
        PartyView view = PartyView.of(party);
        return ETags.answer(headers, view.etag(), view);
    }
}
