package org.sillok.sharing.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Position;
import org.sillok.sharing.ConsentItems;
import org.sillok.web.CallerProvider;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** To which items a consent is bound. */
@Path("/api/v1/consents/{consent}/items")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Sharing")
public class ConsentItemsResource {
    private final ConsentItems items;
    private final CallerProvider callers;

    ConsentItemsResource(ConsentItems items, CallerProvider callers) {
        this.items = items;
        this.callers = callers;
    }

    /** One item. */
    @Schema(name = "ConsentItem")
    public record Line(String item) {}

    @GET
    @Operation(
            operationId = "listItemsOfConsent",
            summary = "List the items to which a consent is bound",
            description = "Also those that it hides. Only their ids. Role: contributor.")
    @APIResponse(responseCode = "200", description = "One page, in the order of ids")
    public Page<Line> list(
            @PathParam("consent") String consent,
            @Parameter(description = "Where to go on: next of the page before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most lines on the page, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Query query = Query.of("consents/" + consent + "/items", uri);
        Position after = query.after();
        return query.page(
                items.list(callers.caller(), consent, after == null ? null : new ItemId(after.id()), query.limit())
                        .orThrow(),
                // The order of ids is the whole order: no time goes with it.
                item -> new Position(Instant.EPOCH, item.value()),
                item -> new Line(item.value()));
    }
}
