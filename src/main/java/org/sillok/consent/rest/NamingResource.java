package org.sillok.consent.rest;

import io.smallrye.common.annotation.Blocking;
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
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.Namings;
import org.sillok.consent.NewNaming;
import org.sillok.consent.core.ProposalId;
import org.sillok.identity.Caller;
import org.sillok.problem.Outcome;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Query;

/** Whether the people behind sources may be named. */
@Path("/api/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Naming", description = "Whether a person may be named. While nothing was decided, nobody is.")
public class NamingResource {
    private static final String SOURCES = "/api/v1/sources/";
    private static final int ACCEPTED = 202;

    private final Namings namings;
    private final CallerProvider callers;
    private final Creation creation;

    NamingResource(Namings namings, CallerProvider callers, Creation creation) {
        this.namings = namings;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Path("/{source}/naming")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "decideNaming",
            summary = "Decide whether a person may be named",
            description = "MAY_NAME once another person has confirmed it, everything else at once. Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "It is decided",
            content = @Content(schema = @Schema(implementation = NamingView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = NamingView.class)))
    public Response decide(
            @PathParam("source") String source,
            @Nullable NamingBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        NamingBody sent = Fields.body(body);
        NewNaming naming = sent.read();
        return once(
                caller,
                source,
                headers,
                "POST " + path(source),
                sent,
                alongside -> namings.decide(caller, source, naming, alongside));
    }

    @GET
    @Path("/{source}/naming")
    @Operation(
            operationId = "getNaming",
            summary = "Show whether a person may be named",
            description = "With all decisions. Recorded as a look at the source. Role: contributor.")
    public NamingView get(@PathParam("source") String source, @Context UriInfo uri) {
        Query.none(uri);
        return NamingView.of(namings.get(callers.caller(), source).orThrow());
    }

    @POST
    @Path("/{source}/naming/proposals/{proposal}/confirm")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "confirmNamingProposal",
            summary = "Confirm what another person proposed",
            description = "By another person of the same organisation. Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "It is decided",
            content = @Content(schema = @Schema(implementation = NamingView.class)))
    @APIResponse(responseCode = "409", description = "It was ruled on, or something was decided since")
    public Response confirm(
            @PathParam("source") String source,
            @PathParam("proposal") String proposal,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        return once(
                caller,
                source,
                headers,
                "POST " + path(source) + "/proposals/" + proposal + "/confirm",
                "",
                alongside -> namings.confirm(caller, source, proposal, alongside));
    }

    @POST
    @Path("/{source}/naming/proposals/{proposal}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rejectNamingProposal",
            summary = "Set aside what was proposed",
            description = "Who proposed it may do so, too. Role: contributor.")
    public NamingView reject(
            @PathParam("source") String source,
            @PathParam("proposal") String proposal,
            @Nullable RejectionBody body,
            @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        namings.reject(caller, source, proposal, Fields.body(body).read()).orThrow();
        return NamingView.of(namings.shown(caller, source).orThrow());
    }

    private Response once(
            Caller caller,
            String source,
            HttpHeaders headers,
            String operation,
            Object sent,
            Function<Consumer<String>, Outcome<String>> deed) {
        Creation.Created created = creation.once(caller, headers, operation, sent, deed);
        Response.ResponseBuilder answer = created.id().startsWith(ProposalId.PREFIX)
                ? Response.status(ACCEPTED)
                : Response.created(URI.create(path(source)));
        return created.answer(
                answer.entity(NamingView.of(namings.shown(caller, source).orThrow())));
    }

    private static String path(String source) {
        return SOURCES + source + "/naming";
    }
}
