package org.sillok.bundle.rest;

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
import org.sillok.bundle.Acknowledgements;
import org.sillok.bundle.BundleLine;
import org.sillok.bundle.BundleQuery;
import org.sillok.bundle.Bundles;
import org.sillok.bundle.Deliveries;
import org.sillok.bundle.DeliveryReceipts;
import org.sillok.bundle.core.BundleState;
import org.sillok.custody.core.Receipt;
import org.sillok.identity.Caller;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Position;
import org.sillok.kernel.RequestId;
import org.sillok.web.CallerProvider;
import org.sillok.web.ETags;
import org.sillok.web.Fields;
import org.sillok.web.Page;
import org.sillok.web.Prefer;
import org.sillok.web.Query;

/** Bundles on their way to who receives them. */
@Path("/api/v1/bundles")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Bundles")
public class BundleResource {
    private final Bundles bundles;
    private final Deliveries deliveries;
    private final Acknowledgements acknowledgements;
    private final DeliveryReceipts receipts;
    private final CallerProvider callers;

    BundleResource(
            Bundles bundles,
            Deliveries deliveries,
            Acknowledgements acknowledgements,
            DeliveryReceipts receipts,
            CallerProvider callers) {
        this.bundles = bundles;
        this.deliveries = deliveries;
        this.acknowledgements = acknowledgements;
        this.receipts = receipts;
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "listBundles",
            summary = "List bundles",
            description =
                    "Those for your organisation (investigator), those with material of yours (contributor), or all"
                            + " (auditor, custodian); those that failed, were cancelled or have expired included.")
    @Parameter(name = "state", schema = @Schema(implementation = BundleState.class))
    @Parameter(name = "request", description = "req_…")
    @Parameter(name = "order", description = "OLDEST (by default) or NEWEST first")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    public Page<BundleView.Line> list(@Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.inOrder("bundles", uri, "state", "request");
        BundleQuery wanted = new BundleQuery(
                query.constant("state", BundleState.class).orElse(null),
                query.parsed("request", RequestId::new).orElse(null),
                query.newestFirst(),
                query.after(),
                query.limit());
        return query.page(
                bundles.list(caller, wanted).orThrow(),
                bundle -> new Position(bundle.times().createdAt(), bundle.id().value()),
                BundleView.Line::of);
    }

    @GET
    @Path("{bundle}")
    @Operation(
            operationId = "getBundle",
            summary = "Read what a bundle is, and how far",
            description =
                    "The look is recorded. Roles: investigator of the recipient; contributor of an organisation whose"
                            + " material is in it, without what tells how much there is of others; custodian; auditor, without"
                            + " any text.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BundleView.class)))
    @APIResponse(responseCode = "404", description = "There is no such bundle, or it does not concern you")
    public Response get(@PathParam("bundle") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        BundleView view = BundleView.of(bundles.get(callers.caller(), id).orThrow());
        return ETags.answer(headers, view.etag(), view);
    }

    @GET
    @Path("{bundle}/items")
    @Operation(
            operationId = "listBundleItems",
            summary = "List which items are in a bundle",
            description =
                    "Roles: contributor of an organisation whose material is in it, of its own and without numbers, which"
                            + " would tell how much there is of others; custodian, under their numbers. The recipient has"
                            + " the numbers, and what it may know of each, in the bundle.")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    public Page<BundleView.Item> items(@PathParam("bundle") String id, @Context UriInfo uri) {
        Query query = Query.of("bundles/" + id + "/items", uri);
        return query.numberedPage(
                bundles.items(callers.caller(), id, query.fromNumber(), query.limit())
                        .orThrow(),
                BundleLine::place,
                BundleView.Item::of);
    }

    @POST
    @Path("{bundle}/acceptance")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acceptBundleUndertakings",
            summary = "Accept what is undertaken with a bundle",
            description =
                    "With the digest of the texts that you have read. Harmless when repeated. Role: investigator.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BundleView.class)))
    @APIResponse(responseCode = "409", description = "It is not ready, or these are not its undertakings")
    public Response accept(@PathParam("bundle") String id, @Nullable AcceptanceBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        AcceptanceBody sent = Fields.body(body);
        BundleId accepted = deliveries.accept(caller, id, sent.toDigest()).orThrow();
        BundleView view = BundleView.of(bundles.shown(caller, accepted));
        return Response.ok(view).header(HttpHeaders.ETAG, view.etag()).build();
    }

    @GET
    @Path("{bundle}/acknowledgement")
    @Operation(
            operationId = "getBundleAcknowledgement",
            summary = "Read what is to be signed, or who signed it",
            description = "To all who see the bundle, once it is sealed.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AcknowledgementView.class)))
    public AcknowledgementView acknowledgement(@PathParam("bundle") String id, @Context UriInfo uri) {
        Query.none(uri);
        return AcknowledgementView.of(acknowledgements.get(callers.caller(), id).orThrow());
    }

    @POST
    @Path("{bundle}/acknowledgement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acknowledgeBundle",
            summary = "Say with your organisation's key which bytes you hold",
            description = "After all parts were downloaded and decrypted. Harmless when repeated. Role: investigator.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AcknowledgementView.class)))
    @APIResponse(
            responseCode = "400",
            description = "It is not the archive that was sealed, or not your key's signature")
    @APIResponse(responseCode = "409", description = "Not all of it was sent yet")
    public AcknowledgementView acknowledge(
            @PathParam("bundle") String id, @Nullable AcknowledgementBody body, @Context UriInfo uri) {
        Query.none(uri);
        Caller caller = callers.caller();
        AcknowledgementBody sent = Fields.body(body);
        return AcknowledgementView.of(acknowledgements
                .acknowledge(caller, id, sent.toSha256(), sent.toSignature())
                .orThrow());
    }

    @GET
    @Path("{bundle}/receipt")
    @Produces(Receipt.MEDIA_TYPE)
    @Operation(
            operationId = "getBundleReceipt",
            summary = "Get the receipt of a bundle",
            description =
                    "All custody statements of the bundle with inclusion proofs, signed head, checkpoint and keys, to"
                            + " all who see the bundle, with what each may see. Prefer: wait=N waits up to N seconds for publication.")
    @APIResponse(responseCode = "200", description = "The receipt; keep its bytes as they are")
    @APIResponse(responseCode = "409", description = "Not published yet; ask again")
    public Response receipt(@PathParam("bundle") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Receipt receipt =
                receipts.receipt(callers.caller(), id, Prefer.patience(headers)).orThrow();
        // Whoever gets here has named a bundle that exists.
        return Response.ok(receipt.write().toArray())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + new BundleId(id) + Receipt.FILE_SUFFIX + "\"")
                .build();
    }
}
