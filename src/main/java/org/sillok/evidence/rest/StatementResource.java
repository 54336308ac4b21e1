package org.sillok.evidence.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.custody.LoggedStatement;
import org.sillok.custody.RecordedStatement;
import org.sillok.custody.core.SignedStatement;
import org.sillok.custody.core.Statement;
import org.sillok.evidence.ItemStatements;
import org.sillok.evidence.Publication;
import org.sillok.kernel.ItemId;
import org.sillok.log.core.SigstoreBundle;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.CallerProvider;
import org.sillok.web.DigestFields;
import org.sillok.web.Page;
import org.sillok.web.Prefer;
import org.sillok.web.Query;
import org.sillok.web.SignedHeadView;

/** An item's statements one by one, in the forms in which other people's tools take them. */
@Path("/api/v1/items/{id}")
@Authenticated
@Tag(name = "Receipts")
public class StatementResource {
    private final ItemStatements statements;
    private final Publication publication;
    private final CallerProvider callers;

    StatementResource(ItemStatements statements, Publication publication, CallerProvider callers) {
        this.statements = statements;
        this.publication = publication;
        this.callers = callers;
    }

    @GET
    @Path("statements")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "List the custody statements of an item",
            description = "In the order of their numbers. Recorded as a look at the item. Role: contributor.")
    @Parameter(name = "limit", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200"))
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    public Page<StatementView.Line> list(@PathParam("id") String id, @Context UriInfo uri) {
        ItemId item = ItemResource.itemId(id);
        Query query = Query.of("statements/" + item.value(), uri);
        return query.numberedPage(
                statements
                        .list(callers.caller(), item, query.fromNumber(), query.limit())
                        .orThrow(),
                RecordedStatement::seq,
                line -> StatementView.Line.of(item, line));
    }

    @GET
    @Path("statements/{seq: [0-9]+}")
    @Produces(Statement.MEDIA_TYPE)
    @Operation(
            summary = "Get one custody statement",
            description = "The exact bytes that were signed, without disclosures. Recorded as a look at the item."
                    + " Role: contributor.")
    @APIResponse(responseCode = "200", description = "The statement; keep its bytes as they are")
    public Response get(@PathParam("id") String id, @PathParam("seq") String seq, @Context UriInfo uri) {
        Query.none(uri);
        SignedStatement signed = statements
                .get(callers.caller(), ItemResource.itemId(id), seq(seq))
                .orThrow();
        return Response.ok(signed.statement().bytes().toArray())
                .header("Repr-Digest", DigestFields.format(signed.statement().digest()))
                .build();
    }

    @GET
    @Path("statements/{seq: [0-9]+}.tlog-proof")
    @Produces("text/plain; charset=utf-8")
    @Operation(
            summary = "Get the proof that a statement is in the log (C2SP tlog-proof)",
            description = "With the newest checkpoint. Prefer: wait=N waits up to N seconds for publication."
                    + " Role: contributor.")
    @APIResponse(responseCode = "200", description = "Index, hashes and checkpoint")
    @APIResponse(responseCode = "409", description = "Not published yet; ask again")
    public Response proof(
            @PathParam("id") String id,
            @PathParam("seq") String seq,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return file(
                id, seq, ".tlog-proof", logged(id, seq, uri, headers).proof().text());
    }

    @GET
    @Path("statements/{seq: [0-9]+}.sigstore.json")
    @Produces(SigstoreBundle.MEDIA_TYPE)
    @Operation(
            summary = "Get a statement's signature and proof for Sigstore clients",
            description = "A bundle of version 0.3 over the statement's bytes, with a public key hint and without an"
                    + " observer's time. Prefer: wait=N waits up to N seconds for publication. Role: contributor.")
    @APIResponse(responseCode = "200", description = "The bundle")
    @APIResponse(responseCode = "409", description = "Not published yet; ask again")
    public Response bundle(
            @PathParam("id") String id,
            @PathParam("seq") String seq,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return file(
                id,
                seq,
                SigstoreBundle.FILE_SUFFIX,
                logged(id, seq, uri, headers).sigstoreBundle().toArray());
    }

    @GET
    @Path("head")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Get the signed head of an item's stream",
            description =
                    "Which statement is the last one that the newest checkpoint covers. Signed anew, under a fresh"
                            + " salt, at each request; keep it: a logged statement that contradicts it proves an omission."
                            + " Prefer: wait=N waits up to N seconds for publication. Role: contributor.")
    @APIResponse(
            responseCode = "200",
            description = "The head",
            content = @Content(schema = @Schema(implementation = SignedHeadView.class)))
    @APIResponse(responseCode = "409", description = "Not published yet; ask again")
    public SignedHeadView head(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        return SignedHeadView.of(publication
                .head(callers.caller(), ItemResource.itemId(id), Prefer.patience(headers))
                .orThrow());
    }

    private LoggedStatement logged(String id, String seq, UriInfo uri, HttpHeaders headers) {
        Query.none(uri);
        return publication
                .statement(callers.caller(), ItemResource.itemId(id), seq(seq), Prefer.patience(headers))
                .orThrow();
    }

    private static Response file(String id, String seq, String suffix, Object entity) {
        return Response.ok(entity)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + ItemResource.itemId(id).value() + "-" + seq(seq) + suffix + "\"")
                .build();
    }

    private static long seq(String text) {
        if (!text.matches("0|[1-9][0-9]{0,14}")) {
            throw new ProblemException(Refusal.of(ProblemCode.NOT_FOUND));
        }
        return Long.parseLong(text);
    }
}
