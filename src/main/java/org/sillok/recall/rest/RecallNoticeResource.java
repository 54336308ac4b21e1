package org.sillok.recall.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.Caller;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Position;
import org.sillok.kernel.RecallId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.recall.Answers;
import org.sillok.recall.NoticeQuery;
import org.sillok.recall.Notices;
import org.sillok.recall.RecallOrder;
import org.sillok.recall.core.Answer;
import org.sillok.recall.core.Certificate;
import org.sillok.recall.core.Ground;
import org.sillok.recall.core.SignedDocument;
import org.sillok.web.CallerProvider;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Recall notices, and the answers to them. */
@Path("/api/v1/recalls/notices")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Recalls")
public class RecallNoticeResource {
    private final Notices notices;
    private final Answers answers;
    private final CallerProvider callers;

    RecallNoticeResource(Notices notices, Answers answers, CallerProvider callers) {
        this.notices = notices;
        this.answers = answers;
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "listRecallNotices",
            summary = "List recall notices",
            description = "Those to your organisation (investigator), those about what it withdrew or deposited"
                    + " (contributor), or all (auditor, custodian).")
    @Parameter(name = "bundle", description = "bdl_…")
    @Parameter(name = "withdrawal", description = "wdr_…: for who withdrew, and for custodians")
    @Parameter(name = "order", description = "OLDEST (by default) or NEWEST first")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    public Page<RecallNoticeView.Line> list(@Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.inOrder("recalls", uri, "bundle", "withdrawal");
        NoticeQuery wanted = new NoticeQuery(
                query.parsed("bundle", BundleId::new).orElse(null),
                query.parsed("withdrawal", text -> Ids.check(RecallOrder.WITHDRAWAL_PREFIX, text))
                        .orElse(null),
                query.newestFirst(),
                query.after(),
                query.limit());
        return query.page(
                notices.list(caller, wanted).orThrow(),
                notice -> new Position(notice.issuedAt(), notice.id().value()),
                RecallNoticeView.Line::of);
    }

    @GET
    @Path("{notice}")
    @Operation(
            operationId = "getRecallNotice",
            summary = "Read what a recall notice asks for, and what became of it",
            description =
                    "The look is recorded. Roles: investigator of the recipient; contributor of who withdrew, or whose"
                            + " material is called back; custodian; auditor, without any text.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RecallNoticeView.class)))
    @APIResponse(responseCode = "404", description = "There is no such notice, or it does not concern you")
    public Response get(@PathParam("notice") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        RecallNoticeView view =
                RecallNoticeView.of(notices.get(callers.caller(), id).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }

    @GET
    @Path("{notice}/file")
    @Produces(SignedDocument.MEDIA_TYPE)
    @Operation(
            operationId = "loadRecallNotice",
            summary = "Load the signed notice",
            description = "Exact bytes (sillok/recall/1), signature and key, as sillok/signed/1. That the recipient has"
                    + " loaded it is on record the first time. Roles: investigator of the recipient, custodian.")
    @APIResponse(responseCode = "200", description = "The notice; keep its bytes as they are")
    public Response file(@PathParam("notice") String id, @Context UriInfo uri) {
        Query.none(uri);
        SignedDocument document = notices.file(callers.caller(), id).orThrow();
        // Whoever gets here has named a notice that exists.
        return Response.ok(document.write().toArray())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + new RecallId(id) + ".recall.json\"")
                .build();
    }

    @GET
    @Path("{notice}/answer-text")
    @Operation(
            operationId = "getRecallAnswerText",
            summary = "Read what is to be signed for an answer",
            description = "After the notice was loaded. Role: investigator of the recipient.")
    @Parameter(name = "answer", required = true, schema = @Schema(implementation = Answer.class))
    @Parameter(name = "ground", schema = @Schema(implementation = Ground.class))
    @Parameter(
            name = "explanation",
            description =
                    "What stands for your words: SHA-256, base64url, over the notice's digest as base64url, a line"
                            + " feed, and the words in UTF-8. The words themselves go into no address")
    @Parameter(
            name = "certificate",
            description =
                    "itm_…/1: the item, and its version, of a document of your organisation's that shows what was done")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AnswerTextView.class)))
    @APIResponse(responseCode = "409", description = "The notice was not loaded, or nothing is asked any more")
    public AnswerTextView text(@PathParam("notice") String id, @Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.only(uri, "answer", "ground", "explanation", "certificate");
        Answer answer = query.constant("answer", Answer.class)
                .orElseThrow(() ->
                        new ProblemException(ProblemCode.INVALID_PARAMETER, "The parameter \"answer\" is required."));
        return AnswerTextView.of(answers.text(
                        caller,
                        id,
                        answer,
                        query.constant("ground", Ground.class).orElse(null),
                        query.parsed("explanation", text -> Digest.sha256(Base64Url.decode(text)))
                                .orElse(null),
                        query.parsed("certificate", Certificate::parse).orElse(null))
                .orThrow());
    }

    @POST
    @Path("{notice}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "answerRecallNotice",
            summary = "Say with your organisation's key what you did",
            description = "A later answer supersedes those before, which stay on record. Harmless when repeated as it"
                    + " was. Role: investigator of the recipient.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RecallNoticeView.class)))
    @APIResponse(responseCode = "400", description = "Not your key's signature over this text, or a ground is missing")
    @APIResponse(responseCode = "409", description = "The notice was not loaded, or nothing is asked any more")
    public Response answer(@PathParam("notice") String id, @Nullable RecallAnswerBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        RecallAnswerBody sent = Fields.body(body);
        RecallId answered = answers.answer(caller, id, sent.toAnswer()).orThrow();
        RecallNoticeView view = RecallNoticeView.of(notices.shown(caller, answered));
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }
}
