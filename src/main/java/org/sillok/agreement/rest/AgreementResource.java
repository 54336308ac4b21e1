package org.sillok.agreement.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.AgreementEdition;
import org.sillok.agreement.AgreementQuery;
import org.sillok.agreement.Agreements;
import org.sillok.agreement.Drafting;
import org.sillok.agreement.core.AgreementHead;
import org.sillok.agreement.core.Draft;
import org.sillok.agreement.core.DraftWriter;
import org.sillok.agreement.core.VersionState;
import org.sillok.identity.Caller;
import org.sillok.json.CanonicalJson;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.terms.AgreementKind;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Agreements: their texts. What becomes of them is in {@link AgreementActResource}. */
@Path("/api/v1/agreements")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Agreements",
        description = "What organisations agreed. Seen by those whom they name, by who drafts them, and by custodians.")
public class AgreementResource {
    private static final String PATH = "/api/v1/agreements";

    private final Agreements agreements;
    private final Drafting drafting;
    private final CallerProvider callers;
    private final Creation creation;

    AgreementResource(Agreements agreements, Drafting drafting, CallerProvider callers, Creation creation) {
        this.agreements = agreements;
        this.drafting = drafting;
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "draftAgreement",
            summary = "Draft an agreement",
            description = "Nobody else sees it until it is proposed. Roles: contributor of a provider; custodian.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DraftSchema.class)))
    @APIResponse(
            responseCode = "201",
            description = "The draft",
            content = @Content(schema = @Schema(implementation = AgreementView.class)))
    public Response draft(
            byte[] body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        Draft draft = Asked.draft(body);
        Creation.Created created = creation.once(
                caller,
                headers,
                "POST " + PATH,
                canonical(draft),
                alongside -> drafting.create(caller, draft, alongside));
        AgreementEdition edition =
                agreements.shown(caller, new AgreementId(created.id())).orThrow();
        return created.answer(Response.created(URI.create(PATH + "/" + created.id()))
                .header(HttpHeaders.ETAG, AgreementView.etag(edition.agreement()))
                .entity(AgreementView.of(edition)));
    }

    @GET
    @Operation(
            operationId = "listAgreements",
            summary = "List agreements",
            description = "Those that name your organisation or that it drafts; a custodian sees all. Oldest first."
                    + " Roles: contributor, investigator, custodian.")
    @Parameter(name = "state", schema = @Schema(implementation = VersionState.class))
    @Parameter(name = "kind", schema = @Schema(implementation = AgreementKind.class))
    @Parameter(name = "party", description = "pty_…: only those that name this party, too")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    public Page<AgreementView.Line> list(@Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("agreements", uri, "state", "kind", "party");
        AgreementQuery wanted = new AgreementQuery(
                query.constant("state", VersionState.class).orElse(null),
                query.constant("kind", AgreementKind.class).orElse(null),
                query.parsed("party", PartyId::new).orElse(null),
                query.after(),
                query.limit());
        return query.page(
                agreements.list(caller, wanted).orThrow(),
                line -> new Position(
                        line.agreement().createdAt(), line.agreement().id().value()),
                AgreementView.Line::of);
    }

    @GET
    @Path("{agreement}")
    @Operation(
            operationId = "getAgreement",
            summary = "Read an agreement with the newest version that you see",
            description = "The look is recorded. Roles: contributor, investigator, custodian.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AgreementView.class)))
    @APIResponse(responseCode = "404", description = "There is no such agreement, or it does not concern you")
    public Response get(@PathParam("agreement") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        AgreementEdition edition = agreements.get(callers.caller(), id).orThrow();
        // How it stands changes with time alone, too.
        String tag = AgreementView.etag(edition.agreement());
        return Response.ok(AgreementView.of(edition))
                .header(HttpHeaders.ETAG, tag)
                .build();
    }

    @GET
    @Path("{agreement}/versions")
    @Operation(operationId = "listAgreementVersions", summary = "List the versions that you see, with their texts")
    @Parameter(name = "limit", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200"))
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    public Page<AgreementView.Version> versions(@PathParam("agreement") String id, @Context UriInfo uri) {
        Query query = Query.of("agreement-versions/" + id, uri);
        return query.numberedPage(
                agreements
                        .versions(callers.caller(), id, query.fromNumber(), query.limit())
                        .orThrow(),
                edition -> edition.version().number(),
                AgreementView.Version::of);
    }

    @GET
    @Path("{agreement}/versions/{number}")
    @Operation(operationId = "getAgreementVersion", summary = "Read one version")
    public AgreementView.Version version(
            @PathParam("agreement") String id, @PathParam("number") String number, @Context UriInfo uri) {
        Query.none(uri);
        return AgreementView.Version.of(
                agreements.version(callers.caller(), id, number).orThrow());
    }

    @GET
    @Path("{agreement}/versions/{number}/text")
    @Operation(
            operationId = "getAgreementText",
            summary = "Get exactly the bytes of a version that are signed",
            description = "Canonical JSON (RFC 8785) of type sillok/agreement/1. Sign these bytes as they come.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DraftSchema.class)))
    public Response text(@PathParam("agreement") String id, @PathParam("number") String number, @Context UriInfo uri) {
        Query.none(uri);
        return Response.ok(
                        agreements.text(callers.caller(), id, number).orThrow().toArray())
                .build();
    }

    @PUT
    @Path("{agreement}/versions/{number}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reviseAgreementDraft",
            summary = "Replace the text of a draft",
            description = "Send the ETag of the agreement you read as If-Match. By who drafted it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DraftSchema.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AgreementView.class)))
    @APIResponse(responseCode = "412", description = "The agreement has changed since it was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response revise(
            @PathParam("agreement") String id,
            @PathParam("number") String number,
            byte[] body,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        Draft draft = Asked.draft(body);
        agreements.version(caller, id, number).orThrow();
        AgreementHead seen = Asked.seen(agreements, caller, id, headers);
        AgreementId done = drafting.revise(caller, seen.id(), Integer.parseInt(number), seen.revision(), draft)
                .orThrow();
        return Asked.answer(agreements, caller, done);
    }

    @POST
    @Path("{agreement}/versions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "amendAgreement",
            summary = "Draft the next version",
            description =
                    "The version in force stays so until all have signed the next; who is named no more signs, too."
                            + " Send the ETag of the agreement you read as If-Match. By a party of the newest signed version,"
                            + " or a custodian.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DraftSchema.class)))
    @APIResponse(
            responseCode = "201",
            description = "The agreement with its new draft",
            content = @Content(schema = @Schema(implementation = AgreementView.class)))
    @APIResponse(responseCode = "412", description = "The agreement has changed since it was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response amend(
            @PathParam("agreement") String id,
            byte[] body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        Draft draft = Asked.draft(body);
        Creation.Created created =
                creation.once(caller, headers, "POST " + PATH + "/" + id + "/versions", canonical(draft), alongside -> {
                    AgreementHead seen = Asked.seen(agreements, caller, id, headers);
                    return drafting.amend(caller, seen.id(), seen.revision(), draft, alongside);
                });
        AgreementEdition edition = agreements.shown(caller, Asked.agreement(id)).orThrow();
        return created.answer(
                Response.created(URI.create(PATH + "/" + created.id().replace("/", "/versions/")))
                        .header(HttpHeaders.ETAG, AgreementView.etag(edition.agreement()))
                        .entity(AgreementView.of(edition)));
    }

    @GET
    @Path("{agreement}/comparison")
    @Operation(
            operationId = "compareAgreementVersions",
            summary = "Compare two versions",
            description = "Clause by clause and text by text: added, removed, changed.")
    @Parameter(name = "from", required = true, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "to", required = true, schema = @Schema(type = SchemaType.INTEGER))
    public AgreementView.Differences compare(@PathParam("agreement") String id, @Context UriInfo uri) {
        Query query = Query.only(uri, "from", "to");
        int from = (int) Math.min(query.requiredNumber("from"), Integer.MAX_VALUE);
        int to = (int) Math.min(query.requiredNumber("to"), Integer.MAX_VALUE);
        return AgreementView.Differences.of(
                from,
                to,
                agreements
                        .compare(callers.caller(), id, String.valueOf(from), String.valueOf(to))
                        .orThrow());
    }

    @GET
    @Path("{agreement}/history")
    @Operation(
            operationId = "getAgreementHistory",
            summary = "What happened to an agreement",
            description = "Each event with the digest of the custody statement that records it.")
    public Page<AgreementView.Event> history(@PathParam("agreement") String id, @Context UriInfo uri) {
        Query.none(uri);
        return new Page<>(
                agreements.history(callers.caller(), id).orThrow().stream()
                        .map(AgreementView.Event::of)
                        .toList(),
                null);
    }

    private static String canonical(Draft draft) {
        return new String(CanonicalJson.write(DraftWriter.write(draft)), StandardCharsets.UTF_8);
    }
}
