package org.sillok.feed.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.feed.EventQuery;
import org.sillok.feed.Patience;
import org.sillok.feed.Reading;
import org.sillok.feed.core.Happening;
import org.sillok.feed.core.Told;
import org.sillok.identity.Caller;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Position;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.web.CallerProvider;
import org.sillok.web.Cursor;
import org.sillok.web.Query;

/** The events of an organisation. */
@Path("/api/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Events",
        description = "That something happened which concerns the organisation: kinds and ids, no content.")
public class EventResource {
    // The cursor names an event, by its id; the time in it is there because every cursor has one.
    private static final Instant NO_TIME = Instant.EPOCH;

    private final Patience patience;
    private final CallerProvider callers;

    EventResource(Patience patience, CallerProvider callers) {
        this.patience = patience;
        this.callers = callers;
    }

    @GET
    @Operation(
            operationId = "listEvents",
            summary = "Read the organisation's events",
            description =
                    "Oldest first. next leads on from page to page and is never at an end: keep it, and ask again with it for"
                            + " what has happened since. No event is passed over, and none comes twice on this way. Roles:"
                            + " contributor, investigator, custodian.")
    @APIResponse(
            responseCode = "200",
            description = "Events, or none",
            content = @Content(schema = @Schema(implementation = EventPage.class)))
    public CompletionStage<EventPage> list(
            @Parameter(description = "Only events of these types, separated by commas") @QueryParam("type") @Nullable
                    String type,
            @Parameter(description = "latest: begin after the newest event; not together with cursor")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "How many seconds to wait for an event if there is none, 0 to 25")
                    @QueryParam("wait")
                    @Nullable
                    String wait,
            @Parameter(description = "Where to go on: next of the answer before") @QueryParam("cursor") @Nullable
                    String cursor,
            @Parameter(description = "Most events in the answer, 1 to 200", schema = @Schema(defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("events", uri, "type", "from", "wait");
        Set<Happening> types = query.parsed("type", EventResource::types).orElse(Set.of());
        String binding = binding(types);
        boolean latest = query.parsed("from", EventResource::latest).orElse(false);
        Duration patienceOfCaller = query.parsed("wait", EventResource::seconds).orElse(Duration.ZERO);
        @Nullable
        String after = query.text("cursor").map(text -> event(binding, text)).orElse(null);
        if (latest && after != null) {
            throw new ProblemException(ProblemCode.INVALID_PARAMETER, "The parameter from is not sent with a cursor.");
        }
        CompletableFuture<Outcome<Reading>> reading =
                patience.read(caller, new EventQuery(types, after, latest, query.limit()), patienceOfCaller);
        // A refusal that is known now goes the way of all refusals.
        return reading.isDone()
                ? CompletableFuture.completedFuture(page(binding, reading.join().orThrow()))
                : reading.thenApply(outcome -> page(binding, outcome.orThrow()));
    }

    private static EventPage page(String binding, Reading reading) {
        String last = reading.last();
        return new EventPage(
                reading.items().stream().map(EventView::of).toList(),
                last == null ? null : Cursor.encode(binding, new Position(NO_TIME, last)));
    }

    private static String event(String binding, String cursor) {
        String event = Cursor.decode(binding, cursor).id();
        if (!Ids.isWellFormed(Told.PREFIX, event)) {
            throw new ProblemException(
                    ProblemCode.INVALID_CURSOR, "This list did not issue the cursor with these filters.");
        }
        return event;
    }

    private static String binding(Set<Happening> types) {
        return "events\n" + types.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    private static Set<Happening> types(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(Happening::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Happening.class)));
    }

    private static boolean latest(String text) {
        if (!text.equals("latest")) {
            throw new IllegalArgumentException("only latest");
        }
        return true;
    }

    private static Duration seconds(String text) {
        if (!text.matches("0|[1-9][0-9]?") || Integer.parseInt(text) > Patience.LONGEST.toSeconds()) {
            throw new IllegalArgumentException("out of range");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }
}
