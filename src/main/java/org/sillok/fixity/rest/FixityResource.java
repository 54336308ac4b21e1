package org.sillok.fixity.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sillok.fixity.FixityDesk;
import org.sillok.fixity.core.Incident;
import org.sillok.fixity.core.IncidentState;
import org.sillok.identity.Caller;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Position;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.problem.Refusal;
import org.sillok.web.Accepted;
import org.sillok.web.CallerProvider;
import org.sillok.web.Creation;
import org.sillok.web.Fields;
import org.sillok.web.IdempotencyKey;
import org.sillok.web.Page;
import org.sillok.web.Query;

/** How what is stored is watched. */
@Path("/api/v1/fixity")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Fixity", description = "What is stored is read again and again and compared with what statements record.")
public class FixityResource {
    private static final String REPAIRS = "/api/v1/fixity/repairs";
    private static final String ROUNDS = "/api/v1/fixity/rounds";

    private final FixityDesk desk;
    private final CallerProvider callers;
    private final Creation creation;

    FixityResource(FixityDesk desk, CallerProvider callers, Creation creation) {
        this.desk = desk;
        this.callers = callers;
        this.creation = creation;
    }

    /** What incidents are asked for. */
    public enum Filter {
        OPEN,
        REPAIRED,
        ALL
    }

    /** The round that was begun. */
    @Schema(name = "FixityRoundBegun")
    public record Begun(long number) {}

    @GET
    @Operation(
            operationId = "getFixity",
            summary = "Show how fixity stands",
            description = "Roles: auditor, custodian, operator.")
    @APIResponse(
            responseCode = "200",
            description = "Rounds and open incidents",
            content = @Content(schema = @Schema(implementation = FixityView.class)))
    public FixityView status(@Context UriInfo uri) {
        Query.none(uri);
        return FixityView.of(desk.status(callers.caller()).orThrow());
    }

    @GET
    @Path("/incidents")
    @Operation(
            operationId = "listFixityIncidents",
            summary = "List incidents: copies of files that were missing or altered",
            description = "Roles: auditor, custodian, operator.")
    @APIResponse(responseCode = "200", description = "One page, newest first")
    @Parameter(
            name = "state",
            description = "OPEN (the default), REPAIRED or ALL",
            schema = @Schema(implementation = Filter.class))
    @Parameter(name = "cursor", description = "\"next\" of the page before")
    @Parameter(
            name = "limit",
            description = "Most lines on the page, 1 to 200",
            schema = @Schema(type = SchemaType.STRING, defaultValue = "50"))
    public Page<IncidentView> incidents(
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Query query = Query.of("fixity/incidents", uri, "state");
        Filter filter = query.constant("state", Filter.class).orElse(Filter.OPEN);
        @Nullable IncidentState wanted = filter == Filter.ALL ? null : IncidentState.valueOf(filter.name());
        return query.page(
                desk.incidents(callers.caller(), wanted, query.after(), query.limit())
                        .orThrow(),
                incident -> new Position(incident.foundAt(), incident.id()),
                IncidentView::of);
    }

    @POST
    @Path("/repairs")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "repairDamagedFiles",
            summary = "Repair damaged copies from good ones",
            description =
                    "Roles: custodian, operator. A copy is replaced only by one whose bytes have the recorded digest. The"
                            + " damaged bytes are kept aside.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the job",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(responseCode = "404", description = "There is no such incident")
    @APIResponse(responseCode = "409", description = "A repair waits or runs already")
    public Response repair(
            @Nullable RepairBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        RepairBody sent = Fields.body(body);
        String incident = sent.incident();
        if (incident != null && !Ids.isWellFormed(Incident.PREFIX, incident)) {
            throw new ProblemException(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/incident", "Not the identifier of an incident."));
        }
        boolean dryRun = Boolean.TRUE.equals(sent.dryRun());
        Creation.Created created = creation.once(
                caller,
                headers,
                "POST " + REPAIRS,
                sent,
                alongside -> desk.repair(caller, incident, dryRun, alongside));
        return created.accepted();
    }

    @POST
    @Path("/rounds")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "beginFixityRound",
            summary = "Begin a round now",
            description = "Roles: auditor, custodian, operator. It runs in the background at the configured rate.")
    @APIResponse(
            responseCode = "202",
            description = "Begun; Location shows its progress",
            content = @Content(schema = @Schema(implementation = Begun.class)))
    @APIResponse(responseCode = "409", description = "A round is under way, or this service does none")
    public Response begin(
            @Nullable RoundBody body,
            @Parameter(description = "Makes repeating the request harmless")
                    @HeaderParam(IdempotencyKey.HEADER)
                    @Nullable
                    String idempotencyKey,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Query.none(uri);
        Caller caller = callers.caller();
        RoundBody sent = Fields.body(body);
        Creation.Created created =
                creation.once(caller, headers, "POST " + ROUNDS, sent, alongside -> desk.begin(caller, alongside));
        return created.answer(
                Response.accepted(new Begun(Long.parseLong(created.id()))).location(URI.create("/api/v1/fixity")));
    }
}
