package org.sillok.evidence.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.evidence.Curation;
import org.sillok.evidence.Evidence;
import org.sillok.evidence.Item;
import org.sillok.evidence.ItemEdition;
import org.sillok.evidence.ItemQuery;
import org.sillok.evidence.ItemSummary;
import org.sillok.evidence.Publication;
import org.sillok.evidence.Written;
import org.sillok.evidence.core.Correction;
import org.sillok.evidence.core.ItemKind;
import org.sillok.identity.Caller;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Position;
import org.sillok.kernel.SourceId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.CallerProvider;
import org.sillok.web.ETags;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Reading items and correcting what is said about them. */
@Path("/api/v1/items")
@Authenticated
@Tag(name = "Items")
@Produces(MediaType.APPLICATION_JSON)
public class ItemResource {
    private final Evidence evidence;
    private final Curation curation;
    private final CallerProvider callers;
    private final Publication publication;

    ItemResource(Evidence evidence, Curation curation, CallerProvider callers, Publication publication) {
        this.evidence = evidence;
        this.curation = curation;
        this.callers = callers;
        this.publication = publication;
    }

    @GET
    @Operation(
            summary = "List the items of your organisation",
            description = "Filters combine. The look is recorded. Role: contributor.")
    @Parameter(name = "kind", schema = @Schema(implementation = ItemKind.class))
    @Parameter(name = "language", description = "BCP 47 tag of the content's language")
    @Parameter(name = "source", description = "src_…")
    @Parameter(name = "depositedFrom", description = "at or after, for example 2026-01-31T12:00:00.000Z")
    @Parameter(name = "depositedUntil", description = "before")
    @Parameter(name = "sort", description = "depositedAt (oldest first) or -depositedAt (newest first, the default)")
    @Parameter(name = "limit", schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200"))
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    public Page<ItemView.Line> list(@Context UriInfo uri) {
        Query query = Query.of("items", uri, "kind", "language", "source", "depositedFrom", "depositedUntil", "sort");
        ItemQuery items = new ItemQuery(
                query.constant("kind", ItemKind.class).orElse(null),
                query.language("language").orElse(null),
                query.parsed("source", SourceId::new).orElse(null),
                query.instant("depositedFrom").orElse(null),
                query.instant("depositedUntil").orElse(null),
                query.parsed("sort", ItemResource::newestFirst).orElse(true),
                query.after(),
                query.limit());
        return query.page(evidence.list(callers.caller(), items).orThrow(), ItemResource::position, ItemView.Line::of);
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Read an item with all versions",
            description =
                    "The look is recorded; repeated looks within a reading session count as one. Role: contributor.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ItemView.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such item, it is another organisation's, or it may not even be discovered")
    @APIResponse(responseCode = "403", description = "It may be discovered, but not inspected")
    public Response get(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Item item = evidence.get(callers.caller(), itemId(id)).orThrow();
        return ETags.answer(headers, etag(item), ItemView.of(item, null));
    }

    @GET
    @Path("{id}/versions")
    @Operation(summary = "List an item's versions", description = "Recorded as a look at the item. Role: contributor.")
    public Page<ItemView.Version> versions(@PathParam("id") String id, @Context UriInfo uri) {
        Query.none(uri);
        Item item = evidence.get(callers.caller(), itemId(id)).orThrow();
        return new Page<>(
                item.versions().stream()
                        .map(version -> ItemView.Version.of(item, version))
                        .toList(),
                null);
    }

    @GET
    @Path("{id}/versions/{number}")
    @Operation(summary = "Read one version", description = "Recorded as a look at the item. Role: contributor.")
    public ItemView.Version version(
            @PathParam("id") String id, @PathParam("number") String number, @Context UriInfo uri) {
        Query.none(uri);
        Item item = evidence.get(callers.caller(), itemId(id)).orThrow();
        return item.versions().stream()
                .filter(version -> String.valueOf(version.number()).equals(number))
                .map(version -> ItemView.Version.of(item, version))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Refusal.of(ProblemCode.NOT_FOUND)));
    }

    @PUT
    @Path("{id}/metadata")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Correct an item's metadata",
            description =
                    "Replaces all of it; every earlier revision is kept and the correction is recorded with its reason."
                            + " Send the ETag of the item you read as If-Match. Role: contributor.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = CorrectionSchema.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ItemView.class)))
    @APIResponse(responseCode = "412", description = "The item has changed since it was read")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response correct(
            @PathParam("id") String id, byte[] body, @Context UriInfo uri, @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        Correction request = correction(body);
        Item before = evidence.written(caller, itemId(id)).orThrow();
        ETags.requireMatch(headers, etag(before));
        Outcome<Written> outcome =
                curation.correct(caller, before.id(), ItemEdition.of(before), request.metadata(), request.reason());
        Written written = outcome.orThrow();
        return Response.ok(ItemView.of(
                        written.item(),
                        ItemView.Log.of(
                                written.statement(),
                                publication.awaitIndex(written.statement()).orElse(null))))
                .header(HttpHeaders.ETAG, etag(written.item()))
                .build();
    }

    /** The strong entity tag of an item's representation. */
    public static String etag(Item item) {
        return ETags.of(item.id().value(), ItemEdition.of(item).toString());
    }

    private static Correction correction(byte[] body) {
        Correction.Reading reading = Correction.read(body);
        if (reading instanceof Correction.Reading.Good good) {
            return good.correction();
        }
        throw Flaws.problem(((Correction.Reading.Flawed) reading).flaws(), "");
    }

    /** An identifier of the wrong form names nothing, which is the same as naming what is not there. */
    static ItemId itemId(String id) {
        try {
            return new ItemId(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Refusal.of(ProblemCode.NOT_FOUND));
        }
    }

    private static boolean newestFirst(String sort) {
        if (!List.of("depositedAt", "-depositedAt").contains(sort)) {
            throw new IllegalArgumentException("unknown order");
        }
        return sort.startsWith("-");
    }

    private static Position position(ItemSummary item) {
        return new Position(item.depositedAt(), item.id().value());
    }
}
