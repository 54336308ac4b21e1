package org.sillok.feed.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.sillok.feed.NewWebhook;
import org.sillok.feed.Webhook;
import org.sillok.feed.Webhooks;
import org.sillok.feed.core.DeliveryState;
import org.sillok.feed.core.WebhookSecret;
import org.sillok.identity.Caller;
import org.sillok.kernel.Position;
import org.sillok.problem.Outcome;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Webhooks. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Webhooks",
        description =
                "Addresses of the organisation that are told of its events. Roles: contributor, investigator, custodian.")
public class WebhookResource {
    private static final String PATH = "/api/v1/webhooks";

    private final Webhooks webhooks;
    private final CallerProvider callers;
    private final Creation creation;

    WebhookResource(Webhooks webhooks, CallerProvider callers, Creation creation) {
        this.webhooks = webhooks;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createWebhook",
            summary = "Register a webhook",
            description =
                    "It is told what happens from now on. The secret is in this answer only; the answer to a repeated request"
                            + " has none.")
    @APIResponse(
            responseCode = "201",
            description = "The webhook with its secret",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "409", description = "The organisation has as many webhooks as are allowed")
    public Response create(
            @Nullable WebhookBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        WebhookBody sent = Fields.body(body);
        NewWebhook webhook = sent.toNewWebhook();
        WebhookSecret[] secret = new WebhookSecret[1];
        Creation.Created created = creation.once(caller, headers, "POST " + PATH, sent, alongside -> {
            Outcome<Webhooks.Secret> registered = webhooks.register(caller, webhook, alongside);
            return registered.map(made -> secret[0] = made.secret());
        });
        Webhook made = webhooks.shown(caller, created.id()).orThrow();
        return created.answer(Response.created(URI.create(PATH + "/" + created.id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(WebhookView.of(made, created.replayed() ? null : secret[0])));
    }

    @GET
    @Operation(
            operationId = "listWebhooks",
            summary = "List the organisation's webhooks",
            description = "Oldest first.")
    public Page<WebhookView> list(
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("webhooks", uri);
        return query.page(
                webhooks.list(caller, query.after(), query.limit()).orThrow(),
                webhook -> new Position(webhook.createdAt(), webhook.id().value()),
                WebhookView::of);
    }

    @GET
    @Path("/{webhook}")
    @Operation(operationId = "getWebhook", summary = "Show a webhook", description = "Without its secret.")
    public WebhookView get(@PathParam("webhook") String id, @Context UriInfo uri) {
        Query.none(uri);
        return WebhookView.of(webhooks.get(callers.caller(), id).orThrow());
    }

    @DELETE
    @Path("/{webhook}")
    @Operation(
            operationId = "deleteWebhook",
            summary = "Remove a webhook",
            description = "With everything that waits for it. The events stay in the feed.")
    @APIResponse(responseCode = "204", description = "It is gone")
    public Response delete(@PathParam("webhook") String id, @Context UriInfo uri) {
        Query.none(uri);
        webhooks.remove(callers.caller(), id).orThrow();
        return Response.noContent().build();
    }

    @POST
    @Path("/{webhook}/pause")
    @Operation(
            operationId = "pauseWebhook",
            summary = "No longer serve a webhook",
            description = "What happens meanwhile waits in the feed. Harmless when repeated.")
    public WebhookView pause(@PathParam("webhook") String id, @Context UriInfo uri) {
        Query.none(uri);
        return WebhookView.of(webhooks.pause(callers.caller(), id).orThrow());
    }

    @POST
    @Path("/{webhook}/resume")
    @Operation(
            operationId = "resumeWebhook",
            summary = "Serve a webhook again",
            description = "What waits for it is delivered at once. Harmless when repeated.")
    public WebhookView resume(@PathParam("webhook") String id, @Context UriInfo uri) {
        Query.none(uri);
        return WebhookView.of(webhooks.resume(callers.caller(), id).orThrow());
    }

    @POST
    @Path("/{webhook}/secret")
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Make a new secret",
            description = "Shown in this answer only. The one before signs along for a day; one before that no more.")
    @APIResponse(
            responseCode = "200",
            description = "The new secret",
            content = @Content(schema = @Schema(implementation = SecretView.class)))
    public Response rotate(@PathParam("webhook") String id, @Context UriInfo uri) {
        Query.none(uri);
        Webhooks.Secret secret = webhooks.rotate(callers.caller(), id).orThrow();
        return Response.ok(new SecretView(secret.id().value(), secret.secret().text()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Path("/{webhook}/test")
    @Operation(
            operationId = "testWebhook",
            summary = "Try a webhook out",
            description = "Delivers an event WEBHOOK_TEST to it; the deliveries tell what became of it.")
    @APIResponse(
            responseCode = "202",
            description = "It is on its way",
            content = @Content(schema = @Schema(implementation = TestView.class)))
    @APIResponse(responseCode = "409", description = "The webhook is paused, or a test is under way")
    public Response test(@PathParam("webhook") String id, @Context UriInfo uri) {
        Query.none(uri);
        return Response.accepted(
                        new TestView(webhooks.test(callers.caller(), id).orThrow()))
                .build();
    }

    @GET
    @Path("/{webhook}/deliveries")
    @Operation(
            operationId = "listDeliveries",
            summary = "List what became of events at a webhook",
            description = "Newest first. Of answers nothing is kept but the status.")
    public Page<DeliveryView> deliveries(
            @PathParam("webhook") String id,
            @Parameter(
                            description = "Only deliveries in this state",
                            schema = @Schema(implementation = DeliveryState.class))
                    @QueryParam("state")
                    @Nullable
                    String state,
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("deliveries\n" + id, uri, "state");
        return query.page(
                webhooks.deliveries(
                                caller,
                                id,
                                query.constant("state", DeliveryState.class).orElse(null),
                                query.after(),
                                query.limit())
                        .orThrow(),
                delivery -> new Position(delivery.createdAt(), delivery.told().event()),
                DeliveryView::of);
    }
}
