package org.sillok.succession.rest;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Position;
import org.sillok.succession.NewSuccession;
import org.sillok.succession.OwnersAgreement;
import org.sillok.succession.SuccessionQuery;
import org.sillok.succession.SuccessionReading;
import org.sillok.succession.Successions;
import org.sillok.succession.core.SuccessionState;
import org.sillok.succession.core.Text;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Successions, until their package is written. */
@Path("/api/v1/successions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Successions",
        description =
                "An organisation's holdings go to another repository: two custodians and the organisation decide, a package is"
                        + " written that is usable without this program, and the successor accepts it with its own key.")
public class SuccessionResource {
    private static final String PATH = "/api/v1/successions";

    private final Successions successions;
    private final OwnersAgreement agreement;
    private final SuccessionReading reading;
    private final CallerProvider callers;
    private final Creation creation;

    SuccessionResource(
            Successions successions,
            OwnersAgreement agreement,
            SuccessionReading reading,
            CallerProvider callers,
            Creation creation) {
        this.successions = successions;
        this.agreement = agreement;
        this.reading = reading;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeSuccession",
            summary = "Propose to hand an organisation's holdings over",
            description =
                    "Nothing leaves before the organisation agrees and a second custodian confirms. Role: custodian.")
    @APIResponse(
            responseCode = "201",
            description = "Proposed",
            content = @Content(schema = @Schema(implementation = SuccessionView.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "There is a succession of these holdings, or the successor has no key that can be encrypted to")
    public Response propose(
            @Nullable SuccessionBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.person();
        SuccessionBody sent = Fields.body(body);
        NewSuccession wanted = sent.toNewSuccession();
        Creation.Created created = creation.once(
                caller, headers, "POST " + PATH, sent, alongside -> successions.propose(caller, wanted, alongside));
        SuccessionView view =
                SuccessionView.of(reading.shown(caller, created.id()).orThrow());
        return created.answer(Response.created(URI.create(PATH + "/" + view.id()))
                .header(HttpHeaders.ETAG, view.etag())
                .entity(view));
    }

    @GET
    @Operation(
            operationId = "listSuccessions",
            summary = "List successions",
            description = "All (custodian, auditor), or those of your organisation's holdings (contributor).")
    @Parameter(name = "state", schema = @Schema(implementation = SuccessionState.class))
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<SuccessionView> list(@Context UriInfo uri) {
        Query query = Query.of("successions", uri, "state");
        SuccessionQuery wanted = new SuccessionQuery(
                query.constant("state", SuccessionState.class).orElse(null), query.after(), query.limit());
        return query.page(
                reading.list(callers.caller(), wanted).orThrow(),
                one -> new Position(one.proposed().at(), one.id().value()),
                SuccessionView::of);
    }

    @GET
    @Path("{succession}")
    @Operation(
            operationId = "getSuccession",
            summary = "Show a succession",
            description = "Roles: custodian; auditor; contributor of the organisation whose holdings they are.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SuccessionView.class)))
    @APIResponse(responseCode = "404", description = "There is no such succession, or it does not concern you")
    public Response get(@PathParam("succession") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        SuccessionView view =
                SuccessionView.of(reading.get(callers.caller(), id).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }

    @GET
    @Path("{succession}/agreement-text")
    @Operation(
            operationId = "getSuccessionAgreementText",
            summary = "Read what the organisation signs to agree",
            description = "Role: contributor of the organisation whose holdings they are.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SignedTextView.class)))
    public SignedTextView agreementText(@PathParam("succession") String id, @Context UriInfo uri) {
        Query.none(uri);
        return SignedTextView.of(agreement.text(callers.caller(), id).orThrow());
    }

    @POST
    @Path("{succession}/agreement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "agreeToSuccession",
            summary = "Agree for the organisation, with its key",
            description =
                    "Role: contributor of the organisation whose holdings they are, and not the one who proposed it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SuccessionView.class)))
    @APIResponse(responseCode = "400", description = "Not a signature by a confirmed key of the organisation")
    @APIResponse(responseCode = "409", description = "It is not proposed, or the caller proposed it")
    public Response agree(@PathParam("succession") String id, @Nullable SignatureBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        Bytes signature = Fields.body(body).toSignature();
        agreement.agree(caller, id, signature).orThrow();
        return answer(caller, id);
    }

    @POST
    @Path("{succession}/confirm")
    @Operation(
            operationId = "confirmSuccession",
            summary = "Confirm as the second custodian",
            description =
                    "The package is written from now on, by a job. What the caller has read is said with If-Match. Role:"
                            + " custodian, and somebody who has done no step before.")
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            required = true,
            description = "The entity tag of the succession as you read it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SuccessionView.class)))
    @APIResponse(responseCode = "409", description = "The organisation has not agreed, or the caller did a step before")
    @APIResponse(responseCode = "412", description = "It has changed")
    public Response confirm(@PathParam("succession") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.steppedUp();
        successions.mayConfirm(caller, id).orThrow();
        SuccessionView read = SuccessionView.of(reading.shown(caller, id).orThrow());
        ETags.requireMatch(headers, read.etag());
        successions.confirm(caller, id).orThrow();
        return answer(caller, id);
    }

    @POST
    @Path("{succession}/export")
    @Operation(
            operationId = "exportHoldings",
            summary = "Have the package written again",
            description =
                    "After a job that failed or was cancelled, or because the holdings have changed. The package before is"
                            + " discarded. Role: custodian.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SuccessionView.class)))
    @APIResponse(responseCode = "409", description = "It is being written, was not confirmed, or is over")
    public Response export(@PathParam("succession") String id, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        successions.export(caller, id).orThrow();
        return answer(caller, id);
    }

    @POST
    @Path("{succession}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rejectSuccession",
            summary = "Call a succession off",
            description =
                    "Before the successor has accepted. Roles: custodian; contributor of the organisation whose holdings they"
                            + " are.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SuccessionView.class)))
    @APIResponse(responseCode = "409", description = "The successor has accepted, or it is over")
    public Response reject(@PathParam("succession") String id, @Nullable ReasonBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        Text why = Fields.body(body).toText();
        successions.reject(caller, id, why).orThrow();
        return answer(caller, id);
    }

    private Response answer(Caller caller, String id) {
        SuccessionView view = SuccessionView.of(reading.shown(caller, id).orThrow());
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }
}
