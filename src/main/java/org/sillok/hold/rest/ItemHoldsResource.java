package org.sillok.hold.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.hold.HoldQuery;
import org.sillok.hold.HoldReading;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Position;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.CallerProvider;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** The holds on an item, for its owner. */
@Path("/api/v1/items/{item}/holds")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Holds")
public class ItemHoldsResource {
    private final HoldReading reading;
    private final CallerProvider callers;

    ItemHoldsResource(HoldReading reading, CallerProvider callers) {
        this.reading = reading;
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "listHoldsOfItem",
            summary = "List the holds on an item",
            description = "Those that were placed: kind, since when, and whether they still hold. Role: contributor.")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    @APIResponse(responseCode = "404", description = "There is no such item of your organisation")
    public Page<HoldView> list(@PathParam("item") String item, @Context UriInfo uri) {
        Query query = Query.of("items/" + item + "/holds", uri);
        HoldQuery wanted = new HoldQuery(null, null, null, query.after(), query.limit());
        return query.page(
                reading.ofItem(callers.caller(), id(item), wanted).orThrow(),
                hold -> new Position(hold.proposedAt(), hold.id().value()),
                HoldView::of);
    }

    private static ItemId id(String text) {
        try {
            return new ItemId(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Refusal.of(ProblemCode.NOT_FOUND));
        }
    }
}
