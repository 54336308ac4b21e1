package org.sillok.consent.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.sillok.consent.Bindings;
import org.sillok.consent.NewBinding;
import org.sillok.consent.core.ProposalId;
import org.sillok.consent.core.Remark;
import org.sillok.identity.Caller;
import org.sillok.kernel.ItemId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Query;

/** To which consents and public sources an item is bound. */
@Path("/api/v1/items")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Bindings", description = "Whose material an item is. Every binding counts when something is asked for.")
public class BindingResource {
    private static final String ITEMS = "/api/v1/items/";
    private static final int ACCEPTED = 202;

    private final Bindings bindings;
    private final CallerProvider callers;
    private final Creation creation;

    BindingResource(Bindings bindings, CallerProvider callers, Creation creation) {
        this.bindings = bindings;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Path("{item}/bindings")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "bindItem",
            summary = "Bind an item to a consent or a public source",
            description =
                    "To a consent at once; to a public source once another person has confirmed it. Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "It is bound",
            content = @Content(schema = @Schema(implementation = BindingView.All.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = BindingView.All.class)))
    public Response bind(
            @PathParam("item") String item,
            @Nullable BindingBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        ItemId id = itemId(item);
        BindingBody sent = Fields.body(body);
        NewBinding binding = sent.read();
        Caller caller = callers.caller();
        return once(
                caller,
                id,
                headers,
                "POST " + path(id),
                sent,
                alongside -> bindings.bind(caller, id, binding, alongside));
    }

    @GET
    @Path("{item}/bindings")
    @Operation(
            operationId = "listBindings",
            summary = "Show to what an item is bound",
            description = "Recorded as a look at the item. Role: contributor.")
    public BindingView.All list(@PathParam("item") String item, @Context UriInfo uri) {
        Query.none(uri);
        return BindingView.All.of(bindings.get(callers.caller(), itemId(item)).orThrow());
    }

    @DELETE
    @Path("{item}/bindings/{binding}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "unbindItem",
            summary = "Propose to remove a binding",
            description = "With reason and evidence. It counts until another person has confirmed. Role: contributor.")
    @APIResponse(
            responseCode = "202",
            description = "It waits for a second person",
            content = @Content(schema = @Schema(implementation = BindingView.All.class)))
    public Response unbind(
            @PathParam("item") String item,
            @PathParam("binding") String binding,
            @Nullable UnbindingBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        ItemId id = itemId(item);
        UnbindingBody sent = Fields.body(body);
        Remark remark = BindingBody.remark(sent.reason(), sent.evidence());
        Caller caller = callers.caller();
        return once(
                caller,
                id,
                headers,
                "DELETE " + path(id) + "/" + binding,
                sent,
                alongside -> bindings.unbind(caller, id, binding, remark, alongside));
    }

    @POST
    @Path("{item}/bindings/proposals/{proposal}/confirm")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "confirmBindingProposal",
            summary = "Confirm what another person proposed",
            description = "By another person of the same organisation. Role: contributor.")
    @APIResponse(
            responseCode = "201",
            description = "It is done",
            content = @Content(schema = @Schema(implementation = BindingView.All.class)))
    @APIResponse(responseCode = "409", description = "It was ruled on, or something was recorded since")
    public Response confirm(
            @PathParam("item") String item,
            @PathParam("proposal") String proposal,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        ItemId id = itemId(item);
        Caller caller = callers.steppedUp();
        return once(
                caller,
                id,
                headers,
                "POST " + path(id) + "/proposals/" + proposal + "/confirm",
                "",
                alongside -> bindings.confirm(caller, id, proposal, alongside));
    }

    @POST
    @Path("{item}/bindings/proposals/{proposal}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rejectBindingProposal",
            summary = "Set aside what was proposed",
            description = "Who proposed it may do so, too. Role: contributor.")
    public BindingView.All reject(
            @PathParam("item") String item,
            @PathParam("proposal") String proposal,
            @Nullable RejectionBody body,
            @Context UriInfo uri) {
        Query.none(uri);
        ItemId id = itemId(item);
        Caller caller = callers.caller();
        bindings.reject(caller, id, proposal, Fields.body(body).read()).orThrow();
        return BindingView.All.of(bindings.shown(caller, id).orThrow());
    }

    private Response once(
            Caller caller,
            ItemId item,
            HttpHeaders headers,
            String operation,
            Object sent,
            Function<Consumer<String>, Outcome<String>> deed) {
        Creation.Created created = creation.once(caller, headers, operation, sent, deed);
        Response.ResponseBuilder answer = created.id().startsWith(ProposalId.PREFIX)
                ? Response.status(ACCEPTED)
                : Response.created(URI.create(path(item)));
        return created.answer(
                answer.entity(BindingView.All.of(bindings.shown(caller, item).orThrow())));
    }

    private static String path(ItemId item) {
        return ITEMS + item + "/bindings";
    }

    /** An identifier of the wrong form names nothing, which is the same as naming what is not there. */
    private static ItemId itemId(String id) {
        try {
            return new ItemId(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Refusal.of(ProblemCode.NOT_FOUND));
        }
    }
}
