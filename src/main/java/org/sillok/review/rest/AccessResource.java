package org.sillok.review.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sillok.custody.core.EventType;
import org.sillok.identity.Caller;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.review.AccessQuery;
import org.sillok.review.AccessReviews;
import org.sillok.review.Accesses;
import org.sillok.review.Period;
import org.sillok.web.CallerProvider;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** Who read what: the statements, a review for each person, and what is out of the ordinary. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Access reviews",
        description = "What the access streams say about who did what. Looking is on the record, too.")
public class AccessResource {
    private static final String PARTY = "party";
    private static final String FROM = "from";
    private static final String UNTIL = "until";
    private static final String ROLES =
            " Roles: custodian, and auditor of the repository's own organisation; auditor of another organisation for its"
                    + " own people.";

    private final AccessReviews reviews;
    private final CallerProvider callers;

    AccessResource(AccessReviews reviews, CallerProvider callers) {
        this.reviews = reviews;
        this.callers = callers;
    }

    @GET
    @Path("accesses")
    @Operation(
            operationId = "listAccesses",
            summary = "List what the people of an organisation did",
            description =
                    "Views, lists, searches, downloads, refusals and administration, as recorded. A page can be short"
                            + " or empty and still have a next one, because filters are applied while reading. What is"
                            + " recorded after the first page was asked for is not in the list." + ROLES)
    @Parameter(name = PARTY, required = true, description = "pty_…")
    @Parameter(name = FROM, required = true, description = "The first moment, for example 2026-11-01T00:00:00.000Z")
    @Parameter(name = UNTIL, required = true, description = "The moment after the last, at most 93 days later")
    @Parameter(name = "user", description = "usr_…: only what one person did")
    @Parameter(name = "event", description = "Only one kind, for example DENIED")
    @Parameter(
            name = "about",
            description = "The id of an item, a bundle or whatever else: only what was done about it")
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(name = "limit", description = "1 to 200, by default 50")
    @APIResponse(responseCode = "200", description = "One page, oldest first")
    public Page<AccessView> list(@Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.of("accesses", uri, PARTY, FROM, UNTIL, "user", "event", "about");
        Accesses found = reviews.list(
                        caller,
                        new AccessQuery(
                                party(query),
                                period(query),
                                query.parsed("user", UserId::new).orElse(null),
                                query.constant("event", EventType.class).orElse(null),
                                query.text("about").orElse(null),
                                query.afterBounded(),
                                query.limit()))
                .orThrow();
        return query.foundPage(found.found(), found.last(), AccessView::of);
    }

    @GET
    @Path("access-reviews")
    @Operation(
            operationId = "reviewAccess",
            summary = "Sum up what each person of an organisation did",
            description = "At most 100,000 statements in one review, and one review or report at a time." + ROLES)
    @Parameter(name = PARTY, required = true, description = "pty_…")
    @Parameter(name = FROM, required = true, description = "The first moment, for example 2026-11-01T00:00:00.000Z")
    @Parameter(name = UNTIL, required = true, description = "The moment after the last, at most 93 days later")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AccessReviewView.class)))
    public AccessReviewView review(@Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.only(uri, PARTY, FROM, UNTIL);
        return AccessReviewView.of(
                reviews.review(caller, party(query), period(query)).orThrow());
    }

    @GET
    @Path("anomalies")
    @Operation(
            operationId = "reportAnomalies",
            summary = "Report what is out of the ordinary",
            description = "By limits that the operator sets: something to ask about, no proof of anything. At most"
                    + " 100,000 statements of each organisation, and one review or report at a time." + ROLES)
    @Parameter(name = PARTY, description = "pty_…: only one organisation")
    @Parameter(name = FROM, required = true, description = "The first moment, for example 2026-11-01T00:00:00.000Z")
    @Parameter(name = UNTIL, required = true, description = "The moment after the last, at most 93 days later")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AnomalyReportView.class)))
    public AnomalyReportView anomalies(@Context UriInfo uri) {
        Caller caller = callers.caller();
        Query query = Query.only(uri, PARTY, FROM, UNTIL);
        return AnomalyReportView.of(
                reviews.anomalies(caller, query.parsed(PARTY, PartyId::new).orElse(null), period(query))
                        .orThrow());
    }

    private static PartyId party(Query query) {
        return query.parsed(PARTY, PartyId::new).orElseThrow(() -> missing(PARTY));
    }

    private static Period period(Query query) {
        try {
            return new Period(
                    query.instant(FROM).orElseThrow(() -> missing(FROM)),
                    query.instant(UNTIL).orElseThrow(() -> missing(UNTIL)));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemCode.INVALID_PARAMETER, "The parameter until is after from, and at most 93 days after it.");
        }
    }

    private static ProblemException missing(String name) {
        return new ProblemException(ProblemCode.INVALID_PARAMETER, "The parameter " + name + " is missing.");
    }
}
