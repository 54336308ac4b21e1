package org.sillok.evidence.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.evidence.Publication;
import org.sillok.kernel.ItemId;
import org.sillok.problem.Outcome;
import org.sillok.web.CallerProvider;
import org.sillok.web.Prefer;
import org.sillok.web.Query;

/** Receipts: what a depositor keeps and a stranger verifies. */
@Path("/api/v1/items")
@Authenticated
@Tag(name = "Receipts")
public class ReceiptResource {
    private static final Set<Field> UNASKED = EnumSet.of(Field.SOURCE, Field.CONSENT, Field.DETAILS);

    private final Publication publication;
    private final CallerProvider callers;

    ReceiptResource(Publication publication, CallerProvider callers) {
        this.publication = publication;
        this.callers = callers;
    }

    @GET
    @Path("{id}/receipt")
    @Produces(Receipt.MEDIA_TYPE)
    @Operation(
            summary = "Get the receipt of an item",
            description = "All custody statements of the item with inclusion proofs, signed head, checkpoint and keys."
                    + " Prefer: wait=N waits up to N seconds for publication. Role: contributor.")
    @Parameter(
            name = "disclose",
            description =
                    "Which facts to show, separated by commas, for example type,time,sha256,length; all but source, consent"
                            + " and details if absent."
                            + " What is not shown stays a salted digest, and the receipt still verifies.")
    @APIResponse(responseCode = "200", description = "The receipt; keep its bytes as they are")
    @APIResponse(responseCode = "409", description = "Not published yet; ask again")
    public Response item(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        return receipt(id, OptionalInt.empty(), uri, headers);
    }

    @GET
    @Path("{id}/versions/{version}/receipt")
    @Produces(Receipt.MEDIA_TYPE)
    @Operation(
            summary = "Get the receipt of one version",
            description =
                    "Only the statement that recorded the version. Otherwise like an item's receipt. Role: contributor.")
    @Parameter(
            name = "disclose",
            description = "Which facts to show, separated by commas; all but source, consent and details if absent")
    @APIResponse(responseCode = "200", description = "The receipt; keep its bytes as they are")
    @APIResponse(responseCode = "409", description = "Not published yet; ask again")
    public Response version(
            @PathParam("id") String id,
            @PathParam("version") String version,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        return receipt(id, OptionalInt.of(ContentResource.number(version)), uri, headers);
    }

    private Response receipt(String id, OptionalInt version, UriInfo uri, HttpHeaders headers) {
        Query query = Query.of("receipt", uri, "disclose");
        ItemId item = ItemResource.itemId(id);
        Outcome<Receipt> receipt = publication.receipt(
                callers.caller(),
                item,
                version,
                query.parsed("disclose", ReceiptResource::disclosed).orElse(ReceiptResource::isForEverybody),
                Prefer.patience(headers));
        return Response.ok(receipt.orThrow().write().toArray())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + item.value()
                                + (version.isPresent() ? "-v" + version.getAsInt() : "") + Receipt.FILE_SUFFIX + "\"")
                .build();
    }

    /** Who spoke, under which consent, and what was remarked is nobody's business who was not told to ask for it. */
    private static boolean isForEverybody(DisclosureName name) {
        return !UNASKED.contains(name.field());
    }

    private static Predicate<DisclosureName> disclosed(String names) {
        Set<Field> fields = Arrays.stream(names.split(",", -1))
                .map(name -> EnumSet.allOf(Field.class).stream()
                        .filter(field -> field.text().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("unknown name")))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.class)));
        return name -> fields.contains(name.field());
    }
}
